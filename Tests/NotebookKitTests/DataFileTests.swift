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
    ("t;x\n0;1\n", "t.md:3:11", "t", "commas separate columns, not ';', and decimal numbers have a point"),
    ("t\tx\n0\t1\n", "t.md:3:11", "t", "commas separate columns, not tabs"),
    ("t x\n0 1\n", "t.md:3:11", "t", "commas separate columns, not blanks"),
    ("0,1\n1,2\n", "t.md:3:11", "t", "the first line has to name the columns, and it is '0,1'"),
    ("t (s),x\n0,1\n", "t.md:3:11", "t", "the first line says 't (s)': write 't' there, and the unit in 'columns'"),
    ("t,volt\n0,1\n", "t.md:3:22", "x", "the first line names t, volt"),
  ]) func columnsThatAreNotThere(csv: String, place: String, name: String, hint: String) {
    let page = page(csv)
    #expect(page.messages == ["\(place) the file 'c.csv' has no column '\(name)'"])
    #expect(page.hints == [hint])
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
}
