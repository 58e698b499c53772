import Foundation

/// The value of an environment variable: for tests that run longer when asked.
package func environmentVariable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
