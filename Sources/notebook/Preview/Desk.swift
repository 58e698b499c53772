import Foundation
import NotebookKit

/// Keeps the pages of a preview as their files are: makes those again whose files have changed, and gives up what is under way for
/// files as they were.
actor Desk {
  private struct Work {
    let edition: Edition
    /// What the files hold that the page is made from. It is made again when one of them holds something else.
    var expected: [String: MadePage.Input.State] = [:]
    var process: PageProcess?
    /// Counts how often it was begun.
    var round = 0
    var began = 0.0
  }

  private var works: [Work]
  /// Those that wait for others to end.
  private var waiting: [Int] = []
  private var states = FileStates()
  /// A process that waits for the next page.
  private var standby: PageProcess?
  private var isPreparing = false
  private let options: [String]
  private let shelf: Shelf
  private let listeners: Listeners
  private let watch: FolderWatch
  private let console: Console
  /// Where its pages are.
  private let address: String

  /// One more than there are processors: a long training leaves room for a short edit.
  private static let limit = ProcessInfo.processInfo.activeProcessorCount + 1
  private static let breath = Duration.milliseconds(250)
  /// How long a burst of changes is let settle.
  private static let pause = Duration.milliseconds(4)

  /// - Parameter options: of the command that makes a page.
  init(
    _ editions: [Edition], options: [String], shelf: Shelf, listeners: Listeners, watch: FolderWatch, console: Console,
    address: String
  ) {
    works = editions.map { Work(edition: $0) }
    self.options = options
    self.shelf = shelf
    self.listeners = listeners
    self.watch = watch
    self.console = console
    self.address = address
  }

  /// Makes the pages, and makes them again, for ever.
  func run() async {
    for index in works.indices { works[index].expected[Self.absolute(works[index].edition.notebook)] = .missing }
    waiting = Array(works.indices)
    look()
    fill()
    for await _ in watch.changes {
      // What comes in the meantime is one more change.
      try? await Task.sleep(for: Self.pause)
      look()
      for index in works.indices.reversed() where isStale(works[index]) { make(index) }
    }
  }

  /// Looks at all files. They are followed first: what changes in between is told of.
  private func look() {
    let paths = Set(works.flatMap(\.expected.keys))
    watch.follow(paths)
    states.refresh(paths)
  }

  private func isStale(_ work: Work) -> Bool { work.expected.contains { states[$0] != $1 } }

  /// Makes a page before all that wait.
  private func make(_ index: Int) {
    if let process = works[index].process {
      process.stop()
      works[index].process = nil
      console.show(.planned(blocks: 0), of: works[index].edition)
    }
    expectWhatIsThere(index)
    waiting.removeAll { $0 == index }
    waiting.insert(index, at: 0)
    fill()
  }

  private func expectWhatIsThere(_ index: Int) {
    for path in works[index].expected.keys { works[index].expected[path] = states[path] }
  }

  private func fill() {
    while let index = waiting.first, works.count(where: { $0.process != nil }) < Self.limit {
      waiting.removeFirst()
      begin(index)
    }
  }

  private func begin(_ index: Int) {
    expectWhatIsThere(index)
    works[index].round += 1
    works[index].began = ProcessInfo.processInfo.systemUptime
    let (round, edition) = (works[index].round, works[index].edition)
    let underway = Underway()
    let (shelf, listeners, console) = (shelf, listeners, console)
    let process = standby.flatMap { $0.isRunning ? $0 : nil } ?? PageProcess(options, rehearses: false)
    standby = nil
    works[index].process = process
    process.begin(edition.notebook) { progress in
      console.show(progress, of: edition)
      let status = PageStatus(text: underway.text(after: progress))
      shelf.change(edition.address) { $0.status = status }
      listeners.tell(edition.address, .status(status))
    } done: { made in
      Task { await self.finish(index, round, made) }
    }
  }

  private func finish(_ index: Int, _ round: Int, _ made: MadePage) {
    guard works[index].round == round, works[index].process != nil else { return }
    works[index].process = nil
    let edition = works[index].edition
    show(made, edition)
    console.report(texts: made.messages)
    if let html = made.html {
      let time = Int((ProcessInfo.processInfo.systemUptime - works[index].began) * 1000)
      let size = (html.utf8.count + 1023) / 1024
      console.say("\(edition.notebook) -> \(address)\(edition.address) (\(size) KB, \(time) ms)")
      // What it no longer reads is of no interest.
      works[index].expected = [:]
    } else if made.messages.isEmpty {
      console.report(texts: ["\(edition.notebook): \(made.note ?? "")"])
    }
    for input in made.inputs { works[index].expected[input.path] = input.state }
    look()
    // What cannot be read is waited for to change.
    for input in made.inputs where input.state == .unreadable { works[index].expected[input.path] = states[input.path] }
    if isStale(works[index]) { make(index) } else { fill() }
    prepare()
  }

  /// Has a process ready for the next page, once the browser has had time to show this one.
  private func prepare() {
    guard !isPreparing, standby == nil else { return }
    isPreparing = true
    Task {
      try? await Task.sleep(for: Self.breath)
      isPreparing = false
      if standby == nil, works.allSatisfy({ $0.process == nil }) { standby = PageProcess(options, rehearses: true) }
    }
  }

  private func show(_ made: MadePage, _ edition: Edition) {
    shelf.change(edition.address) { copy in
      copy.status = PageStatus(text: made.note ?? "", isFailure: made.note != nil)
      guard let html = made.html else { return }
      copy.html = html
      copy.version = Shelf.Copy.version(of: html)
      copy.entry = made.entry
      copy.anchors = made.anchors
    }
    guard let copy = shelf[edition.address] else { return }
    listeners.tell(edition.address, .page(version: copy.version))
    listeners.tell(edition.address, .status(copy.status))
    if works.count > 1, shelf[PreviewSite.index] == nil {
      listeners.tell(PreviewSite.index, .page(version: shelf.index.version))
    }
  }

  private static func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
}

extension Edition {
  /// The name of its page in a preview.
  var address: String { name + ".html" }
}
