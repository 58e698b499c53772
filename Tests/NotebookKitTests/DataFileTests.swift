import Testing

/// What is said of files of comma-separated values that are not as they should be.
@Suite struct DataFileTests {
  private func page(_ csv: String, _ columns: String = "{t: number, x: number}") -> PageOf {
    PageOf("```yaml {data #d}\nfile: c.csv\ncolumns: \(columns)\n```\n", texts: ["c.csv": csv])
  }

  @Test(arguments: [
    (
      "t,x\n0,1\n1,0,56\n", "c.csv:3:1 a row of 3 values where the file names 2 columns",
      "a comma separates two values: if 0,56 is one number, write 0.56"
    ),
    ("t,x\n0,1\n1\n", "c.csv:3:1 a row of 1 value where the file names 2 columns", ""),
    (
      "t,x\n0;1\n", "c.csv:2:1 a row of 1 value where the file names 2 columns",
      "commas separate columns, not ';', and decimal numbers have a point"
    ),
    ("t,u,x\n0,1\n", "c.csv:2:1 a row of 2 values where the file names 3 columns", ""),
    (
      "t,u,x\n0,1,2,a\n", "c.csv:2:1 a row of 4 values where the file names 3 columns",
      "a comma separates two values: if 1,2 is one number, write 1.2"
    ),
    (
      "t,x\n0\n1\n2\n", "c.csv:2:1 a row of 1 value where the file names 2 columns, and so are 2 more", ""
    ),
  ]) func rowsOfAnotherLength(csv: String, message: String, hint: String) {
    let page = page(csv)
    #expect(page.messages == [message])
    #expect(page.hints == [hint])
  }

  @Test(arguments: [
    ("t x\n0 1\n", "t.md:3:11", "t", "commas separate columns, not blanks"),
    ("0,1\n1,2\n", "t.md:3:11", "t", "the first line has to name the columns, and it is '0,1'"),
    (
      "t (s),x\n0,1\n", "t.md:3:11", "t",
      "the first line says 't (s)': write 'header: {t: t (s)}', and the unit in 'columns'"
    ),
    (
      "sep=,\nt,x\n0,1\n", "t.md:3:11", "t",
      "'sep=' is a line for spreadsheets: take it out, so that the first line names the columns"
    ),
    (
      "t,\u{A0}x\n0,1\n", "t.md:3:22", "x",
      "the first line holds a no-break space (U+00A0): write a plain space"
    ),
    (
      "t,volt\n0,1\n", "t.md:3:22", "x", "the first line names t, volt; for another name there write 'header: {x: ...}'"
    ),
  ]) func columnsThatAreNotThere(csv: String, place: String, name: String, hint: String) {
    let page = page(csv)
    #expect(page.messages == ["\(place) the file 'c.csv' has no column '\(name)'"])
    #expect(page.hints == [hint])
  }

  /// As spreadsheets of much of Europe write it, and with names of its own.
  @Test(arguments: [
    ("Zeit;Plasmaspiegel (mg/L)\n0;0,5\n1,5;1e1\n2;-0,25\n", "Zeit"),
    ("t;Plasmaspiegel (mg/L)\n0;0.5\n1.5;10\n2;-.25", "t"),
    ("Zeit\tPlasmaspiegel (mg/L)\n0\t0,5\n1,5\t10\n2\t-,25\n", "Zeit"),
    ("\"Zeit, h\";Plasmaspiegel (mg/L);note\n0;0,5;\"a; b\"\n1,5;10;\n2;-0,25;c,d\n", "\"Zeit, h\""),
    ("Zeit,Plasmaspiegel (mg/L)\n0,0.5\n1.5,10\n2,-0.25\n", "Zeit"),
  ]) func separatorsAndNamesOfOthers(csv: String, time: String) {
    let page = PageOf(
      """
      ```yaml {data #d}
      file: c.csv
      columns: {t: h, C: mg/L}
      header: {C: Plasmaspiegel (mg/L)\(time == "t" ? "" : ", t: \(time)")}
      ```
      {{ d.C(1.5) }} {{ d.C(2) }} {{ d.C(0):.2f }}
      """, texts: ["c.csv": csv])
    #expect(page.messages == [])
    #expect(page.main.contains(">10</span>") || page.main.contains("10"), "\(page.main)")
    #expect(page.main.contains("0.25") && page.main.contains("0.50"), "\(page.main)")
  }

  @Test(arguments: [
    ("t;x\n0;1,5\n1;1.250\n", "", "c.csv:3:3 '1.250' has a point, and other numbers of the file have decimal commas"),
    ("t;x\n0;1.5\n1;1.250\n2;1,5\n", "", "c.csv:4:3 expected a number, not '1,5'"),
    ("t;x\n0;1,5\n1;1,2,3\n", "", "c.csv:3:3 expected a number, not '1,2,3'"),
    ("t;x\n0;1;5\n", "", "c.csv:2:1 a row of 3 values where the file names 2 columns"),
    ("t;x\n0;\"1\"5\n", "", "c.csv:2:6 '5' stands behind the quote that ends the cell"),
    ("t;x\n0;1,5\n", "header: {y: u}", "t.md:4:10 there is no column 'y'"),
    ("t;x\n0;1,5\n", "header: {x: u}", "t.md:4:13 the file 'c.csv' has no column 'u'"),
  ]) func mistakesInThem(csv: String, more: String, message: String) {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number, x: number}\n\(more)\n```\n", texts: ["c.csv": csv])
    #expect(page.messages == [message])
    // No comma is blamed where none stands between values.
    #expect(!page.hints.contains { $0.contains("a comma") })
  }

  @Test(arguments: [
    (
      "t;x\n0;980\n7;1.880\n14;12.104\n",
      ["c.csv:3:3 the points of this file may stand between thousands: '1.880' is read as 1.880, and not as 1880"]
    ),
    ("t;x\n0;980\n7;1.880\n14;0.104\n", []), ("t;x\n0;980\n7;1.88\n14;12.104\n", []), ("t,x\n0,980\n7,1.880\n", []),
  ]) func pointsMayStandBetweenThousands(csv: String, messages: [String]) {
    #expect(page(csv).messages == messages)
  }

  @Test(arguments: [
    ("t,x\n2024-03-01,1\n", "a date is no number: give the days since the first, as 0, 7, 14"),
    ("t;x\n01.03.2024;1,5\n", "a date is no number: give the days since the first, as 0, 7, 14"),
    (
      "t,x\n2024-03-01 10:15:00,1\n",
      "a time of day is no number: give the minutes or seconds since the first, as 0, 1, 2"
    ),
    ("t,x\n10:15,1\n", "a time of day is no number: give the minutes or seconds since the first, as 0, 1, 2"),
    (
      "t,x\n0,<0.1\n",
      "a value beyond what could be measured is an empty cell, NA or NaN; a fit leaves it out, which favours the values that could be"
    ),
    (
      "t;x\n0;<0,1\n",
      "a value beyond what could be measured is an empty cell, NA or NaN; a fit leaves it out, which favours the values that could be"
    ),
    (
      "t,x\n0,BLQ\n",
      "a value beyond what could be measured is an empty cell, NA or NaN; a fit leaves it out, which favours the values that could be"
    ),
    ("t,x\n0,1.234.567\n", "write no sign between thousands"),
    ("t,x\n0,\"1,234.5\"\n", "write no sign between thousands"),
    ("t,x\n0,\"1,234\"\n", "with a decimal point it is 1.234, without a sign between thousands 1234"),
  ]) func whatIsNoNumberIsKnown(csv: String, hint: String) {
    #expect(page(csv).hints == [hint])
  }

  @Test(arguments: [
    (
      "t,x\n0,\"1\n1,2\n2,3\n", "c.csv:2:3 the quote is never closed",
      "end the text with '\"', or leave the quote away: a cell without commas needs none"
    ),
    (
      "t,x\n0,\"1\"5\n", "c.csv:2:6 '5' stands behind the quote that ends the cell",
      "a comma ends a cell; a quote inside of quotes is written twice"
    ),
    ("t,x,x\n0,1,2\n", "c.csv:1:5 the file 'c.csv' has 2 columns 'x'", "give each a name of its own in the first line"),
    (
      "t,x\n0,1\u{A0}\n", "c.csv:2:3 expected a number, not '1\u{A0}'",
      "'1\u{A0}' holds a no-break space (U+00A0): write a plain space"
    ),
    (
      "t,x\n0,1\n# 1,2\n", "c.csv:3:1 expected a number, not '# 1'",
      "a line that begins with '#' and has as many cells as a row is one: take it out if it is a comment"
    ),
    (
      "# all of it\n% is said\n", "t.md:2:7 the file 'c.csv' is empty", "lines that begin with '#' or '%' are comments"
    ),
  ]) func cellsThatAreNoCells(csv: String, message: String, hint: String) {
    let page = page(csv)
    #expect(page.messages == [message])
    #expect(page.hints == [hint])
  }

  @Test func blanksAroundQuotesDoNoHarm() {
    #expect(page("\"t\" , \"x\" \n \"0\" ,1\n").messages == [])
    #expect(page("t,x,y,y\n0,1,2,3\n").messages == [], "columns that nobody asks for may have one name")
  }

  private static let foreign: [(bytes: [UInt8], message: String, hint: String)] = [
    (
      Array("t,x\r0,1\r".utf8), "has lines that end with a carriage return alone",
      "save it with the line ends of Unix or Windows"
    ),
    ([0xFF, 0xFE, 0x74, 0, 0x0A, 0], "is not text in UTF-8", "it looks like UTF-16: save it as UTF-8"),
    (Array("t,x\n0,1\n".utf8) + [0, 0], "is not text in UTF-8", "it looks like UTF-16: save it as UTF-8"),
    (
      Array("t,x\n0,1\n\u{1A}".utf8), "holds a control character, U+001A, in line 3",
      "it is the mark that DOS puts at the end of a file: take it out"
    ),
    (Array("t,x\n0,\u{1B}[2J\n".utf8), "holds a control character, U+001B, in line 2", "take it out"),
  ]

  /// Bytes that are no text do not get into a message either.
  @Test(arguments: foreign.indices) func filesThatAreNoText(index: Int) {
    let (bytes, message, hint) = Self.foreign[index]
    let page = PageOf("```yaml {data #d}\nfile: c.csv\ncolumns: {t: number}\n```\n", files: ["c.csv": bytes])
    #expect(page.messages == ["t.md:2:7 the file 'c.csv' \(message)"])
    #expect(page.hints == [hint])
  }

  /// Latin-1, as spreadsheets save it, is no text with signs of unknown meaning in it.
  @Test func anotherEncodingHasItsPlace() {
    let bytes: [UInt8] = Array("t,x,who\n0,1,caf".utf8) + [0xE9, 0x0A]
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: number, who: text}\n```\n", files: ["c.csv": bytes])
    #expect(page.messages == ["c.csv:2:8 this is not a text in UTF-8"])
  }

  /// `[0,5, 1,5]` may be two values as well as four.
  @Test func decimalCommasInAListAreNotGuessed() {
    let page = PageOf(
      "```yaml {data #d}\ncolumns: {t: number}\nrows:\n  - [0]\n```\n```yaml {compare}\nof: d\nat: [0,5, 1,5]\n```\n")
    #expect(page.messages.contains("t.md:8:5 4 values, or 2 with decimal commas"), "\(page.messages)")
    #expect(page.hints.contains("write [0.5, 1.5], or [0, 5, 1, 5]"))
    let plain = PageOf("```yaml {compare}\nof: d\nat: [0,5,1,5]\n```\n")
    #expect(!plain.messages.contains { $0.contains("decimal") })
  }

  @Test func commasAtTheEndDoNoHarm() {
    #expect(page("t,x\n0,1,\n1,2,,\n").messages.isEmpty)
    #expect(page("\"t\",x\r\n0,1\r\n").messages.isEmpty)
  }

  @Test func literalRowsSayTheSame() {
    let page = PageOf("```yaml {data #d}\ncolumns: {t: number, x: number}\nrows: |\n  0, 1\n  1, 0,56\n```\n")
    #expect(page.messages == ["t.md:5:3 a row of 3 values where there are 2 columns"])
    #expect(page.hints == ["a comma separates two values: if 0,56 is one number, write 0.56"])
  }

  /// As measuring programs and NumPy write it; a text column may begin with the sign all the same.
  @Test(arguments: [
    "# a run, \"of 2024\nt,x\n0,1\n1,2.5\n", "%t,x\n0,1\n1,2.5\n", "# t,x\n0,1\n1,2.5\n",
    "# a\n\n# b\n\nt,x\n0,1\n# half\n1,2.5\n",
    "# logger\r\n\r\n# more\r\nt,x\r\n0,1\r\n1,2.5\r\n", "t,x,n\n(s),[mV],(-)\n0,1,1\n1,2.5,1\n",
    "#;t;x\n1;0;1\n2;1;2,5\n", "t,x\n(s),[mV]\n0,1\n1,2.5\n", "t,x\ns,mV\n\n0,1\n1,2.5\n",
  ]) func commentsAndUnitsAboveTheRows(csv: String) {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: s, x: mV}\n```\n{{ d.x(1) }}, {{ d.count }}", texts: ["c.csv": csv])
    #expect(page.messages == [])
    #expect(page.text.contains("2.5, 2"), "\(page.text)")
  }

  /// `N/A` is newton per ampere, too, and a name may begin like a comment.
  @Test func missingValuesAndNamesAreNoUnitsAndNoComments() {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {site: text, a: number}\n```\n",
      texts: ["c.csv": "site,a\nA,N/A\nB,2\n"])
    #expect(page.messages == ["c.csv:2:3 expected a number, not 'N/A'"])
    let named = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {n: number, t: s}\nheader: {n: \"# of cells\"}\n```\n{{ d.count }} rows",
      texts: ["c.csv": "# of cells,t\n1,0\n2,1\n"])
    #expect(named.messages == [] && named.text.contains("2 rows"), "\(named.messages)")
  }

  @Test func textsThatBeginLikeCommentsAreRows() {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {who: text, x: number}\n```\n{{ d.count }} rows",
      texts: ["c.csv": "who,x\n#1,1\n#2,2\n"])
    #expect(page.messages == [])
    #expect(page.main.contains("2 rows"))
  }

  @Test func unitsOfTheFileAreHeldAgainstThoseOfTheColumns() {
    let page = PageOf(
      "```yaml {data #d}\nfile: c.csv\ncolumns: {t: s, x: mV}\n```\n", texts: ["c.csv": "t,x\nms,mV\n0,1\n"])
    #expect(page.messages == ["c.csv:2:1 the file says 'ms', and 'columns' says s"])
    #expect(page.hints == ["write 't: ms' in 'columns'"])
  }

  @Test func columnsThatAreNotSaidAreNamed() {
    let page = PageOf("```yaml {data #d}\nfile: c.csv\n```\n", texts: ["c.csv": "time,v\n0,1\n"])
    #expect(page.messages == ["t.md:1:1 missing key 'columns' in 'data'"])
    #expect(page.hints.first?.hasSuffix("'columns: {t: ms, v: mV}'; the first line of the file names time, v") == true)
  }
}
