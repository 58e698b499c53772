import Foundation
import NotebookKit
import TestSupport
import Testing

/// What other programs read of the command: messages and schemas.
@Suite struct MachineFormatTests {
  private static let wrong = """
    # 😀 {{ missing.x }}
    ```yaml {model #m}
    like: izhikevic
    ```
    ```yaml {model #m}
    like: decay
    ```
    [^n]: unused
    """

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What SARIF 2.1.0 requires: version and runs (3.13), tool and driver's name (3.14, 3.18, 3.19), a message (3.27), a region that
  /// counts from 1 (3.30).
  @Test(arguments: ["check", "render", "verify"]) func sarifHasWhatItsStandardRequires(command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.wrong, to: "my notes.md")
    let run = try Command([command, "my notes.md", "--format", "sarif"], in: folder)
    #expect(run.status == 2)
    let document = try Self.object(run.output)
    #expect(document["version"] as? String == "2.1.0")
    #expect((document["$schema"] as? String)?.hasSuffix("sarif-2.1.0.json") == true)
    let runs = try #require(document["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    let driver = try #require((runs[0]["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "notebook")
    #expect(driver["version"] as? String == ToolVersion.current)
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let results = try #require(runs[0]["results"] as? [[String: Any]])
    #expect(results.count == 4)
    for result in results {
      #expect(["error", "warning"].contains(result["level"] as? String))
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      #expect(((result["message"] as? [String: Any])?["text"] as? String)?.isEmpty == false)
      let place = try #require((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
      #expect((place["artifactLocation"] as? [String: Any])?["uri"] as? String == "my%20notes.md")
      let region = try #require(place["region"] as? [String: Int])
      #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
      #expect(region.values.allSatisfy { $0 >= 1 })
    }
    let first = (results[0]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
    #expect(first?["region"] as? [String: Int] == ["startLine": 1, "startColumn": 8, "endLine": 1, "endColumn": 15])
    let twice = results.first { (($0["message"] as? [String: Any])?["text"] as? String)?.contains("twice") ?? false }
    #expect((twice?["relatedLocations"] as? [Any])?.count == 1)
  }

  @Test func goodNotebooksGiveAnEmptyDocument() throws {
    let folder = try TemporaryFolder()
    try folder.write(RenderTests.good, to: "good.md")
    for command in ["check", "render", "verify"] {
      let run = try Command([command, "good.md", "--format", "sarif"], in: folder)
      #expect(run.status == 0, "\(run.error)")
      let runs = try Self.object(run.output)["runs"] as? [[String: Any]]
      #expect((runs?.first?["results"] as? [Any])?.isEmpty == true)
    }
    #expect(try Command(["check", "good.md", "--format", "xml"], in: folder).status == 2)
  }

  @Test func otherFormatsKeepOneLineForEachMessage() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.wrong, to: "a,b.md")
    let json = try Command(["check", "a,b.md", "--format", "json"], in: folder).output.split(separator: "\n")
    let lines = try json.map { try Self.object(String($0)) }
    #expect(lines.count == 4)
    #expect(lines.contains { ($0["notes"] as? [[String: Any]])?.first?["line"] as? Int == 2 })
    let github = try Command(["check", "a,b.md", "--format", "github"], in: folder).output
    #expect(github.hasPrefix("::error file=a%2Cb.md,line=1,col=8::unknown result 'missing'\n"))
  }

  @Test func theSchemaHasEveryKeyOfEveryDirective() throws {
    let folder = try TemporaryFolder()
    let all = try Self.object(Command(["schema"], in: folder).output)
    #expect(all["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    let definitions = try #require(all["definitions"] as? [String: [String: Any]])
    #expect(Set(definitions.keys) == Set(Directive.catalogue.map(\.name) + ["front-matter"]))
    let owners = Directive.catalogue.map { ($0.name, $0.parameters) } + [("front-matter", FrontMatter.keys)]
    for (name, parameters) in owners {
      let definition = try #require(definitions[name])
      let body = (definition["anyOf"] as? [[String: Any]])?.first ?? definition
      let properties = try #require(body["properties"] as? [String: [String: Any]])
      let own = Directive.catalogue.first { $0.name == name }?.restKey
      #expect(Set(properties.keys) == Set(parameters.map(\.name)).subtracting([own].compactMap { $0 }))
      for parameter in parameters where parameter.name != own {
        #expect((properties[parameter.name]?["description"] as? String)?.contains(parameter.meaning) == true)
      }
      #expect(Set(body["required"] as? [String] ?? []).isSubset(of: properties.keys))
    }
    let solve = try Self.object(Command(["schema", "solve"], in: folder).output)
    #expect((solve["required"] as? [String])?.sorted() == ["method", "model"])
    let refused = try Command(["schema", "slove"], in: folder)
    #expect(refused.status == 2)
    #expect(refused.error.contains("did you mean 'solve'?"))
  }
}
