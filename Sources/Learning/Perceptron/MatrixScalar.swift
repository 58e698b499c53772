private import Kernels

/// A precision of networks: single is twice as fast, double shows that gradients are right.
package protocol MatrixScalar: BinaryFloatingPoint, Sendable {
  /// How many columns stand side by side in a panel, see `Matrix.h`.
  static var panel: Int { get }
  static func product(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, start: UnsafePointer<Self>?, _ c: UnsafeMutablePointer<Self>,
    rows: Int, first: Int, count: Int, inner: Int, panels: Int)
  static func addOuter(
    _ a: UnsafePointer<Self>, _ d: UnsafePointer<Self>, _ g: UnsafeMutablePointer<Self>, rows: Int, inner: Int,
    panels: Int)
  static func addColumnSums(
    _ d: UnsafePointer<Self>, _ g: UnsafeMutablePointer<Self>, rows: Int, count: Int, panels: Int)
  static func activate(
    _ kind: Activation, _ z: UnsafeMutablePointer<Self>, _ p: UnsafeMutablePointer<Self>,
    _ q: UnsafeMutablePointer<Self>, rows: Int, points: Int, tangents: Int, panels: Int)
  static func deactivate(
    _ d: UnsafeMutablePointer<Self>, _ p: UnsafePointer<Self>, _ q: UnsafePointer<Self>, rows: Int, points: Int,
    tangents: Int, panels: Int)
  static func pack(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Self>, transposed: UnsafeMutablePointer<Self>?, rows: Int,
    columns: Int)
  static func addUnpacked(
    _ from: UnsafePointer<Self>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int)
  static func getColumns(_ from: UnsafePointer<Self>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int)
  static func setColumns(_ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Self>, rows: Int, columns: Int)
}

extension MatrixScalar {
  /// How many panels hold so many columns.
  static func panels(_ columns: Int) -> Int { (columns + panel - 1) / panel }
}

extension Activation {
  fileprivate var code: Int32 {
    switch self {
    case .tanh: Int32(notebook_tanh.rawValue)
    case .sin: Int32(notebook_sin.rawValue)
    case .swish: Int32(notebook_swish.rawValue)
    }
  }
}

extension Float: MatrixScalar {
  package static var panel: Int { Int(notebook_panel_float) }

  package static func product(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, start: UnsafePointer<Float>?,
    _ c: UnsafeMutablePointer<Float>,
    rows: Int, first: Int, count: Int, inner: Int, panels: Int
  ) {
    notebook_product_float(a, b, start, c, rows, first, count, inner, panels)
  }

  package static func addOuter(
    _ a: UnsafePointer<Float>, _ d: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, rows: Int, inner: Int,
    panels: Int
  ) {
    notebook_outer_float(a, d, g, rows, inner, panels)
  }

  package static func addColumnSums(
    _ d: UnsafePointer<Float>, _ g: UnsafeMutablePointer<Float>, rows: Int, count: Int, panels: Int
  ) {
    notebook_column_sums_float(d, g, rows, count, panels)
  }

  package static func activate(
    _ kind: Activation, _ z: UnsafeMutablePointer<Float>, _ p: UnsafeMutablePointer<Float>,
    _ q: UnsafeMutablePointer<Float>, rows: Int, points: Int, tangents: Int, panels: Int
  ) {
    notebook_activate_float(kind.code, z, p, q, rows, points, tangents, panels)
  }

  package static func deactivate(
    _ d: UnsafeMutablePointer<Float>, _ p: UnsafePointer<Float>, _ q: UnsafePointer<Float>, rows: Int, points: Int,
    tangents: Int, panels: Int
  ) {
    notebook_deactivate_float(d, p, q, rows, points, tangents, panels)
  }

  package static func pack(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Float>, transposed: UnsafeMutablePointer<Float>?,
    rows: Int, columns: Int
  ) {
    notebook_pack_float(from, to, transposed, rows, columns)
  }

  package static func addUnpacked(
    _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    notebook_add_unpacked_float(from, to, rows, columns)
  }

  package static func getColumns(
    _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    notebook_get_columns_float(from, to, rows, columns)
  }

  package static func setColumns(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Float>, rows: Int, columns: Int
  ) {
    notebook_set_columns_float(from, to, rows, columns)
  }
}

extension Double: MatrixScalar {
  package static var panel: Int { Int(notebook_panel_double) }

  package static func product(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, start: UnsafePointer<Double>?,
    _ c: UnsafeMutablePointer<Double>,
    rows: Int, first: Int, count: Int, inner: Int, panels: Int
  ) {
    notebook_product_double(a, b, start, c, rows, first, count, inner, panels)
  }

  package static func addOuter(
    _ a: UnsafePointer<Double>, _ d: UnsafePointer<Double>, _ g: UnsafeMutablePointer<Double>, rows: Int, inner: Int,
    panels: Int
  ) {
    notebook_outer_double(a, d, g, rows, inner, panels)
  }

  package static func addColumnSums(
    _ d: UnsafePointer<Double>, _ g: UnsafeMutablePointer<Double>, rows: Int, count: Int, panels: Int
  ) {
    notebook_column_sums_double(d, g, rows, count, panels)
  }

  package static func activate(
    _ kind: Activation, _ z: UnsafeMutablePointer<Double>, _ p: UnsafeMutablePointer<Double>,
    _ q: UnsafeMutablePointer<Double>, rows: Int, points: Int, tangents: Int, panels: Int
  ) {
    notebook_activate_double(kind.code, z, p, q, rows, points, tangents, panels)
  }

  package static func deactivate(
    _ d: UnsafeMutablePointer<Double>, _ p: UnsafePointer<Double>, _ q: UnsafePointer<Double>, rows: Int, points: Int,
    tangents: Int, panels: Int
  ) {
    notebook_deactivate_double(d, p, q, rows, points, tangents, panels)
  }

  package static func pack(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>, transposed: UnsafeMutablePointer<Double>?,
    rows: Int, columns: Int
  ) {
    notebook_pack_double(from, to, transposed, rows, columns)
  }

  package static func addUnpacked(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    notebook_add_unpacked_double(from, to, rows, columns)
  }

  package static func getColumns(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    notebook_get_columns_double(from, to, rows, columns)
  }

  package static func setColumns(
    _ from: UnsafePointer<Double>, _ to: UnsafeMutablePointer<Double>, rows: Int, columns: Int
  ) {
    notebook_set_columns_double(from, to, rows, columns)
  }
}
