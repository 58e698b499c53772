private let logarithmOfTen = Elementary.logarithm(10)

extension SeriesStep {
  /// What a rule needs before order 1: first coefficients of rows of its own, and the choice of a branch.
  mutating func prepare(order: Int) {
    let stride = order + 1
    let x0 = x[0]
    switch rule {
    case .exponentialLessOne: own[stride] = Elementary.exponential(x0)
    case .sine: own[stride] = Elementary.cosine(x0)
    case .cosine: own[stride] = Elementary.sine(x0)
    case .tangent: own[stride] = 1 + target[0] * target[0]
    case .arcSine, .arcCosine:
      own[stride] = (1 - x0) * (1 + x0)
      own[2 * stride] = own[stride].squareRoot()
    case .arcTangent: own[stride] = 1 + x0 * x0
    case .hyperbolicSine: own[stride] = Elementary.hyperbolicCosine(x0)
    case .hyperbolicCosine: own[stride] = Elementary.hyperbolicSine(x0)
    case .hyperbolicTangent:
      let cosh = Elementary.hyperbolicCosine(x0)
      own[stride] = 1 / (cosh * cosh)
    case .exprel: ExprelSeries.begin(x0, own, order: order)
    case .modulo: own[0] = (a[0] / b[0]).rounded(.down)
    case .choice:
      switch operation {
      case .minimum: x = b[0] < a[0] ? b : a
      case .maximum: x = b[0] > a[0] ? b : a
      default: x = a[0] != 0 ? b : c
      }
    default: break
    }
  }

  /// Coefficient `k` of the result.
  @inline(__always)
  func extend(to k: Int, _ stride: Int) {
    switch rule {
    case .none: break
    case .copy, .choice: target[k] = x[k]
    case .negate: target[k] = -x[k]
    case .add: target[k] = x[k] + y[k]
    case .subtract: target[k] = x[k] - y[k]
    case .scale: target[k] = x[k] * y[0]
    case .unscale: target[k] = x[k] / y[0]
    case .multiply: target[k] = Convolution.sum(x, y, from: 0, through: k, order: k)
    case .square: target[k] = Convolution.square(x, order: k)
    case .divide: target[k] = quotient(k)
    case .squareRoot:
      let rest = x[k] - Convolution.innerSquare(target, order: k)
      // Where x is zero all along, so is its root.
      target[k] = rest == 0 ? 0 : rest / (2 * target[0])
    default: transcendental(k, stride)
    }
  }

  /// c y = x.
  @inline(__always)
  private func quotient(_ k: Int) -> Double {
    (x[k] - Convolution.sum(target, y, from: 0, through: k - 1, order: k)) / y[0]
  }

  @inline(never)
  private func transcendental(_ k: Int, _ stride: Int) {
    let n = Double(k)
    let second = own + stride
    switch rule {
    case .power: target[k] = power(k)
    case .exponential:
      // c′ = c x′
      target[k] = derivativeTimes(target, k) / n
    case .exponentialLessOne:
      second[k] = derivativeTimes(second, k) / n
      target[k] = second[k]
    case .logarithm: target[k] = logarithm(k) / n
    case .decimalLogarithm: target[k] = logarithm(k) / n / logarithmOfTen
    case .sine:
      let slope = derivativeTimes(second, k) / n
      second[k] = -derivativeTimes(target, k) / n
      target[k] = slope
    case .cosine:
      let slope = -derivativeTimes(second, k) / n
      second[k] = derivativeTimes(target, k) / n
      target[k] = slope
    case .hyperbolicSine, .hyperbolicCosine:
      let slope = derivativeTimes(second, k) / n
      second[k] = derivativeTimes(target, k) / n
      target[k] = slope
    case .tangent:
      // c′ = (1 + c²) x′
      target[k] = derivativeTimes(second, k) / n
      second[k] = Convolution.square(target, order: k)
    case .hyperbolicTangent:
      target[k] = derivativeTimes(second, k) / n
      second[k] = -Convolution.square(target, order: k)
    case .arcTangent:
      second[k] = Convolution.square(x, order: k)
      target[k] = derivativeOver(second, k) / n
    case .arcSine, .arcCosine:
      // c′ √(1 − x²) = ±x′
      let root = own + 2 * stride
      second[k] = -Convolution.square(x, order: k)
      root[k] = (second[k] - Convolution.innerSquare(root, order: k)) / (2 * root[0])
      target[k] = derivativeOver(root, k) / (rule == .arcSine ? n : -n)
    case .exprel: target[k] = ExprelSeries.coefficient(k, x, target, own, stride: stride)
    case .magnitude: target[k] = (x[0] != 0 ? x[0] : x[1]) < 0 ? -x[k] : x[k]
    case .modulo: target[k] = a[k] - own[0] * b[k]
    default: break
    }
  }

  /// k times coefficient k of ∫ f x′, with i x(i) kept in the first own row.
  @inline(__always)
  private func derivativeTimes(_ f: UnsafePointer<Double>, _ k: Int) -> Double {
    own[k] = Double(k) * x[k]
    return Convolution.sum(own, f, from: 1, through: k, order: k)
  }

  /// k times coefficient k of ∫ x′ / f, kept in the first own row as well.
  @inline(__always)
  private func derivativeOver(_ f: UnsafePointer<Double>, _ k: Int) -> Double {
    own[k] = (Double(k) * x[k] - Convolution.sum(own, f, from: 1, through: k - 1, order: k)) / f[0]
    return own[k]
  }

  @inline(__always)
  private func logarithm(_ k: Int) -> Double { derivativeOver(x, k) }

  /// x c′ = p c x′. Where x is zero all along, so is its power.
  private func power(_ k: Int) -> Double {
    let p = y[0]
    var sum = 0.0
    for i in 0..<k { sum += (p * Double(k - i) - Double(i)) * x[k - i] * target[i] }
    if x[0] == 0 && sum == 0 { return 0 }
    return sum / (Double(k) * x[0])
  }
}
