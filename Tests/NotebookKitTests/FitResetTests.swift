import NotebookKit
import Testing

/// Fits of models that jump: where the data are cut, and what is said where a method does not take a model.
@Suite struct FitResetTests {
  private static func page(_ model: String, every: String, until: String, noise: String, fit: String, _ checks: String)
    -> PageOf
  {
    PageOf(
      """
      ```yaml {model #m}
      \(model)
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-10
      until: \(until)
      ```
      ```yaml {data #d}
      from: s
      every: \(every)
      noise: \(noise)
      seed: 1
      ```
      ```yaml {fit #f}
      model: m
      data: d
      \(fit)
      ```
      ```yaml {expect}
      \(checks)
      ```
      """)
  }

  private static let ball = """
    equations: |
      dh/dt = v
      dv/dt = -g
    parameters: {g: 9.81, e: 0.8}
    initial: {h: 2, v: 0}
    events:
      ground: {when: h <= 0, set: {v: -e*v}}
    """

  private static let leaky = """
    equations: |
      tau*dv/dt = -(v + 65) + R*I
    parameters: {tau: 10, R: 20, A: 1.2, on: 0, off: 1000}
    input: {I: A*(t >= on and t < off)}
    initial: {v: -110}
    events:
      spike: {when: v >= -50, set: {v: -65}}
    """

  /// The velocity jumps up at the floor, although it is a number times itself with its sign changed.
  @Test func bouncesAreSeen() {
    let page = Self.page(
      Self.ball, every: "0.1", until: "3", noise: "0.02", fit: "unknown: [g, e]\nstart: {g: 8, e: 0.7}",
      "- f.g == 9.81 within 0.03\n- f.e == 0.8 within 0.002")
    #expect(page.messages == [])
    #expect(page.html.contains("The data were cut at 3 resets."))
  }

  /// A jump of 15 mV, where the range of the data is 60 mV.
  @Test func smallResetsAreSeen() {
    let page = Self.page(
      Self.leaky, every: "1", until: "150", noise: "0.2", fit: "unknown: [R, tau]\nstart: {R: 15, tau: 8}",
      "- f.R == 20 within 0.1\n- f.tau == 10 within 0.1\n- f.spikes.count == s.spikes.count")
    #expect(page.messages == [])
  }

  /// What falls as fast as the equations let it has not been reset.
  @Test func aDecayIsNoReset() {
    let quiet = Self.leaky.replacing("-110", with: "-65").replacing(
      "R: 20, A: 1.2, on: 0, off: 1000", with: "R: 12, A: 1, on: 20, off: 100")
    let page = Self.page(
      quiet, every: "10", until: "200", noise: "0.1", fit: "unknown: [R, tau]\nstart: {R: 9, tau: 15}",
      "- f.R == 12 within 0.1\n- f.tau == 10 within 0.4")
    #expect(page.messages == [])
    #expect(!page.html.contains("The data were cut"))
  }

  @Test func aSwitchThatMovesIsRefused() {
    let model =
      "equations: |\n  dx/dt = -k*x + I\nparameters: {k: 0.4, A: 2, ton: 6.3}\ninput: {I: A*(t >= ton)}\ninitial: {x: 0}"
    func page(_ method: String) -> PageOf {
      Self.page(
        model, every: "0.5", until: "20", noise: "0.05",
        fit: "unknown: [k, ton, A]\nstart: {ton: 6}\nmethod: \(method)", "- f.ton == 6.3 within 0.1")
    }
    for method in ["multiple", "segments"] {
      #expect(page(method).messages.first?.contains("an unknown moves a time at which the equations switch") == true)
    }
    #expect(page("single").messages == [])
  }

  /// The tolerance of a fit goes by the size of the states.
  @Test(arguments: ["single", "multiple"]) func tinyStatesAreFitted(method: String) {
    let model =
      "equations: |\n  dx/dt = v\n  dv/dt = -w^2*x - 2*g*v\nparameters: {w: 1.3, g: 0.05, s: 1e-12}\ninitial: {x: s, v: 0}"
    let page = PageOf(
      """
      ```yaml {model #m}
      \(model)
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.01
      until: 20
      ```
      ```yaml {data #d}
      from: s
      every: 0.5
      ```
      ```yaml {fit #f}
      model: m
      data: d
      use: [x]
      unknown: [w, g]
      start: {w: 1.2, g: 0.07}
      method: \(method)
      ```
      ```yaml {expect}
      - f.w == 1.3 within 1e-5
      - f.g == 0.05 within 1e-5
      - f.x(10) == s.x(10) within 1e-16
      ```
      """)
    #expect(page.messages == [])
  }

  @Test func chiSquaredWantsTheNoise() {
    let fit = "unknown: [g]\nstart: {g: 9}"
    let page = Self.page(
      Self.ball.replacing("h: 2", with: "h: 20"), every: "0.1", until: "1", noise: "0.02", fit: fit, "- f.chi2 < 2")
    #expect(page.messages.map { $0.contains("χ² wants the noise") } == [true])
    let known = Self.page(
      Self.ball.replacing("h: 2", with: "h: 20"), every: "0.1", until: "1", noise: "0.02", fit: fit + "\nnoise: 0.02",
      "- f.chi2 < 3")
    #expect(known.messages == [])
  }

  /// dN/dt = r N from 1900 on.
  @Test func aModelMayBeginWithItsData() {
    func page(_ key: String) -> PageOf {
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          dN/dt = r*N
        parameters: {r: 0.01}
        initial: {N: 70}
        ```
        ```yaml {data #d}
        columns: {t: number, N: number}
        rows: [[1900, 76], [1910, 92.83], [1920, 113.4], [1930, 138.5]]
        ```
        ```yaml {fit #f}
        model: m
        data: d
        unknown: [r, N(0)]
        \(key)
        ```
        """)
    }
    #expect(page("from: 1900").messages == [])
    #expect(page("").messages.contains { $0.contains("the model begins at 0 and the data at 1900") })
    #expect(page("from: 1905").messages.contains { $0.contains("the data begin at 1900, before the model") })
  }
}
