/// Who a page is for: solutions are left out of the student's page, and what is marked for students of the instructor's.
package enum Variant: String, Sendable, CaseIterable {
  case instructor, student

  /// Whether a marked part stands on the page.
  func keeps(_ part: NotebookPart) -> Bool {
    switch part {
    case .solution: self == .instructor
    case .student: self == .student
    }
  }
}

/// A part of a notebook between `<!-- name -->` and `<!-- /name -->`.
enum NotebookPart: String, CaseIterable {
  case solution, student
}
