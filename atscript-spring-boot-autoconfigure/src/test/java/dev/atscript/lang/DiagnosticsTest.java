package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticsTest {

    private static void assertProblems(String sources, String expected) {
        Compilation compilation = Sources.compile(sources);
        assertThat(DiagnosticRenderer.render(compilation.diagnostics(), false) + "\n")
                .isEqualTo(expected);
    }

    @Test
    void explainsUnknownCharacters() {
        assertProblems("""
                type A = string §
                interface B { a: ‘x’
                  # no comment
                  b: string }
                """, """
                test.as:1:17: error AS1001: the character '§' cannot stand here
                    1 | type A = string §
                      |                 ^

                test.as:2:18: error AS1001: the character '‘' cannot stand here
                    2 | interface B { a: ‘x’
                      |                  ^
                  hint: write the straight quote '

                test.as:2:20: error AS1001: the character '’' cannot stand here
                    2 | interface B { a: ‘x’
                      |                    ^
                  hint: write the straight quote '

                test.as:3:3: error AS1001: the character '#' cannot stand here
                    3 |   # no comment
                      |   ^
                  hint: write a comment as // …

                4 errors in 1 file
                """);
    }

    @Test
    void explainsTextsThatAreNotClosed() {
        assertProblems("""
                @meta.label 'Mail
                type A = "abc
                type B = A
                """, """
                test.as:1:13: error AS1002: this text is not closed; expected ' before the end of the line
                    1 | @meta.label 'Mail
                      |             ^^^^^

                test.as:2:10: error AS1002: this text is not closed; expected " before the end of the line
                    2 | type A = "abc
                      |          ^^^^

                2 errors in 1 file
                """);
    }

    @Test
    void explainsCommentsThatAreNotClosed() {
        assertProblems("""
                type A = string
                /* never
                closed
                """, """
                test.as:2:1: error AS1003: this comment is never closed; expected */
                    2 | /* never
                      | ^^

                1 error in 1 file
                """);
    }

    @Test
    void explainsConditionsThatAreNotClosed() {
        assertProblems("""
                @ui.q `a = 1
                type A = string
                @ui.q `b = 2`
                type B = A
                """, """
                test.as:1:7: error AS1004: this condition is never closed; expected a second back-tick (`)
                    1 | @ui.q `a = 1
                      |       ^

                1 error in 1 file
                """);
    }

    @Test
    void explainsNumbersThatAreTooLarge() {
        assertProblems("""
                @expect.maxLength 1e99999
                type A = 1e401 | 2
                """, """
                test.as:1:19: error AS1005: the number 1e99999 is too large; at most 400 digits and an exponent of at most 400 are understood
                    1 | @expect.maxLength 1e99999
                      |                   ^^^^^^^

                test.as:2:10: error AS1005: the number 1e401 is too large; at most 400 digits and an exponent of at most 400 are understood
                    2 | type A = 1e401 | 2
                      |          ^^^^^

                2 errors in 1 file
                """);
    }

    @Test
    void explainsAnnotationsWithoutAProperName() {
        assertProblems("""
                @ 'x'
                type A = string
                @db..table @ui.
                interface B {}
                """, """
                test.as:1:1: error AS1006: '@' has no name; expected a name right behind it, such as @db.table
                    1 | @ 'x'
                      | ^

                test.as:3:1: error AS1006: '@db..table' has an empty part; expected names with one '.' between them
                    3 | @db..table @ui.
                      | ^^^^^^^^^^

                test.as:3:12: error AS1006: '@ui.' has an empty part; expected names with one '.' between them
                    3 | @db..table @ui.
                      |            ^^^^

                3 errors in 1 file
                """);
    }

    @Test
    void explainsMissingClosingBraces() {
        assertProblems("""
                interface A {
                  a: string
                  b: {
                    c: string

                @db.table
                interface B {
                  a: A
                }
                """, """
                test.as:3:6: error AS1102: '{' is never closed; expected '}' before 'interface' in line 7
                    3 |   b: {
                      |      ^

                1 error in 1 file
                """);
    }

    @Test
    void explainsMissingClosingBracesAtTheEnd() {
        assertProblems("""
                interface A {
                  a: { b: string
                """, """
                test.as:2:6: error AS1102: '{' is never closed; expected '}' before the end of the file
                    2 |   a: { b: string
                      |      ^

                1 error in 1 file
                """);
    }

    @Test
    void explainsMissingBracketsAndParentheses() {
        assertProblems("""
                interface A {
                  a: (string | number
                  b: [string, number
                  c: string[
                  d: boolean
                }
                """, """
                test.as:2:16: error AS1101: expected ')' to close '(' in line 2 after 'number' but found the end of the line
                    2 |   a: (string | number
                      |                ^^^^^^

                test.as:3:15: error AS1101: expected ',' or ']' after 'number' but found the end of the line
                    3 |   b: [string, number
                      |               ^^^^^^

                test.as:4:12: error AS1101: expected ']' for a list, or a quoted property name and ']' after '[' but found the end of the line
                    4 |   c: string[
                      |            ^

                3 errors in 1 file
                """);
    }

    @Test
    void explainsClosersThatCloseNothing() {
        assertProblems("""
                interface A { a: string }}
                type B = string)
                interface C { a: string ] }
                """, """
                test.as:1:26: error AS1103: '}' closes nothing
                    1 | interface A { a: string }}
                      |                          ^

                test.as:2:16: error AS1101: expected a new line or ';' behind the type but found ')'
                    2 | type B = string)
                      |                ^

                test.as:3:25: error AS1103: ']' closes nothing here
                    3 | interface C { a: string ] }
                      |                         ^

                3 errors in 1 file
                """);
    }

    @Test
    void explainsAnnotationsThatAnnotateNothing() {
        assertProblems("""
                interface A {
                  a: string
                  @meta.id
                }
                @db.table 'x'
                """, """
                test.as:3:3: error AS1105: @meta.id annotates nothing; expected a property behind it
                    3 |   @meta.id
                      |   ^^^^^^^^

                test.as:5:1: error AS1105: @db.table annotates nothing; expected a declaration behind it
                    5 | @db.table 'x'
                      | ^^^^^^^^^

                2 errors in 1 file
                """);
    }

    @Test
    void explainsMissingSeparators() {
        assertProblems("""
                interface A { a: string b: number @meta.id c: string }
                """, """
                test.as:1:25: error AS1106: expected a new line, ',' or ';' before 'b'
                    1 | interface A { a: string b: number @meta.id c: string }
                      |                         ^

                test.as:1:35: error AS1106: expected a new line, ',' or ';' before the annotation @meta.id
                    1 | interface A { a: string b: number @meta.id c: string }
                      |                                   ^^^^^^^^

                2 errors in 1 file
                """);
    }

    @Test
    void explainsMissingTypes() {
        assertProblems("""
                interface A {
                  a
                  b:
                  c:,
                  d: |
                  e: string |
                  f?
                  g: ; h: number
                }
                type B =
                type C
                type D = string &
                """, """
                test.as:2:3: error AS1107: the property 'a' has no type; expected ':' and a type behind it
                    2 |   a
                      |   ^

                test.as:3:4: error AS1107: expected a type after ':' but found the end of the line
                    3 |   b:
                      |    ^

                test.as:4:5: error AS1107: expected a type after ':' but found ','
                    4 |   c:,
                      |     ^

                test.as:5:6: error AS1107: expected a type after ':' but found the end of the line
                    5 |   d: |
                      |      ^

                test.as:6:13: error AS1107: expected a type after '|' but found the end of the line
                    6 |   e: string |
                      |             ^

                test.as:7:3: error AS1107: the property 'f' has no type; expected ':' and a type behind it
                    7 |   f?
                      |   ^

                test.as:8:6: error AS1107: expected a type after ':' but found ';'
                    8 |   g: ; h: number
                      |      ^

                test.as:10:8: error AS1107: expected a type after '=' but found the end of the line
                   10 | type B =
                      |        ^

                test.as:11:6: error AS1101: expected '=' and a type after 'C' but found the end of the line
                   11 | type C
                      |      ^

                test.as:12:17: error AS1107: expected a type after '&' but found the end of the file
                   12 | type D = string &
                      |                 ^

                10 errors in 1 file
                """);
    }

    @Test
    void explainsNamesThatAreNoPropertyNames() {
        assertProblems("""
                interface A {
                  1: string
                  : string
                  [x]: string
                  [/a/ b]: string
                  []: string
                  b: string
                }
                """, """
                test.as:2:3: error AS1108: expected the name of a property but found the number 1
                    2 |   1: string
                      |   ^
                  hint: put it in quotes

                test.as:3:3: error AS1108: expected the name of a property but found ':'
                    3 |   : string
                      |   ^

                test.as:4:4: error AS1109: expected [*] or [/pattern/] as the name of a property but found 'x'
                    4 |   [x]: string
                      |    ^

                test.as:5:4: error AS1109: expected [*] or [/pattern/] as the name of a property but found 'b' behind the pattern /a/
                    5 |   [/a/ b]: string
                      |    ^^^

                test.as:6:4: error AS1109: expected [*] or [/pattern/] as the name of a property but found ']'
                    6 |   []: string
                      |    ^

                5 errors in 1 file
                """);
    }

    @Test
    void explainsDefaultExports() {
        assertProblems("""
                export default interface A { a: string }
                export default A
                type B = A
                """, """
                test.as:1:8: error AS1110: 'export default' does not exist in .as files; only named exports do
                    1 | export default interface A { a: string }
                      |        ^^^^^^^
                  hint: remove 'default'

                test.as:2:8: error AS1110: 'export default' does not exist in .as files; only named exports do
                    2 | export default A
                      |        ^^^^^^^
                  hint: remove 'default'

                2 errors in 1 file
                """);
    }

    @Test
    void explainsImportsOfEverythingAndDefaultImports() {
        assertProblems("""
                import * as M from './m'
                import D from './d'
                import './e'
                import type { T } from './t'
                interface A { a: M.x; d: D }
                """, """
                test.as:1:8: error AS1111: 'import *' does not exist in .as files; only named imports do
                    1 | import * as M from './m'
                      |        ^
                  hint: write import { Name } from '…'

                test.as:2:8: error AS1114: default imports do not exist in .as files; only named imports do
                    2 | import D from './d'
                      |        ^
                  hint: write import { D } from '…'

                test.as:3:8: error AS1101: expected '{' and names after 'import' but found the text './e'
                    3 | import './e'
                      |        ^^^^^
                  hint: write import { Name } from '…'

                test.as:4:8: error AS1101: expected '{' after 'import' but found 'type'
                    4 | import type { T } from './t'
                      |        ^^^^
                  hint: remove 'type'

                test.as:4:24: error AS2101: the file './t' cannot be found (looked for t.as)
                    4 | import type { T } from './t'
                      |                        ^^^^^

                5 errors in 1 file
                """);
    }

    @Test
    void explainsRenamingImports() {
        assertProblems("""
                === a.as
                import { User as Person, Role } from './user'
                interface A { p: Person; u: User; r: Role }
                === user.as
                export interface User {}
                export type Role = 'a'
                """, """
                a.as:1:15: error AS1112: imports cannot be renamed in .as files; expected ',' or '}' after 'User'
                    1 | import { User as Person, Role } from './user'
                      |               ^^

                1 error in 1 file
                """);
    }

    @Test
    void explainsReExports() {
        assertProblems("""
                export * from './user'
                export { User } from './user'
                export { User }
                export const x = 1
                type A = string
                """, """
                test.as:1:8: error AS1113: 'export *' does not exist in .as files; a file exports only what it declares itself
                    1 | export * from './user'
                      |        ^
                  hint: import the names where they are used

                test.as:2:8: error AS1113: 'export {' does not exist in .as files; a file exports only what it declares itself
                    2 | export { User } from './user'
                      |        ^
                  hint: write 'export' before each declaration

                test.as:3:8: error AS1113: 'export {' does not exist in .as files; a file exports only what it declares itself
                    3 | export { User }
                      |        ^
                  hint: write 'export' before each declaration

                test.as:4:8: error AS1115: 'const' does not exist in .as files; expected type, interface or annotate
                    4 | export const x = 1
                      |        ^^^^^

                4 errors in 1 file
                """);
    }

    @Test
    void explainsForeignDeclarations() {
        assertProblems("""
                enum Color { red, green }
                class X extends Y { a(): void {} }
                const x = { a: 1 }
                interface A { c: Color; x: X }
                """, """
                test.as:1:1: error AS1115: 'enum' does not exist in .as files; expected type, interface or annotate
                    1 | enum Color { red, green }
                      | ^^^^
                  hint: write type Name = 'a' | 'b'

                test.as:2:1: error AS1115: 'class' does not exist in .as files; expected type, interface or annotate
                    2 | class X extends Y { a(): void {} }
                      | ^^^^^

                test.as:3:1: error AS1115: 'const' does not exist in .as files; expected type, interface or annotate
                    3 | const x = { a: 1 }
                      | ^^^^^

                3 errors in 1 file
                """);
    }

    @Test
    void explainsForeignTypes() {
        assertProblems("""
                interface Box<T> {
                  a: Array<string>
                  b: Map<string, number>
                  c: (x: string) => void
                  d: keyof Box
                  m(x: string): void
                  readonly e: string
                  f: string = 'x'
                  g: string?
                  h: string
                }
                type G<T> = T
                """, """
                test.as:1:14: error AS1116: generic types do not exist in .as files; expected no type parameters
                    1 | interface Box<T> {
                      |              ^

                test.as:2:6: error AS1116: generic types do not exist in .as files
                    2 |   a: Array<string>
                      |      ^^^^^^^^^^^^^
                  hint: write string[]

                test.as:3:6: error AS1116: generic types do not exist in .as files
                    3 |   b: Map<string, number>
                      |      ^^^^^^^^^^^^^^^^^^^

                test.as:4:6: error AS1116: function types do not exist in .as files
                    4 |   c: (x: string) => void
                      |      ^

                test.as:5:6: error AS1116: types with 'keyof' do not exist in .as files
                    5 |   d: keyof Box
                      |      ^^^^^^^^^

                test.as:6:3: error AS1116: methods such as 'm' do not exist in .as files
                    6 |   m(x: string): void
                      |   ^

                test.as:7:12: error AS1101: expected ':' after 'readonly' but found 'e'
                    7 |   readonly e: string
                      |            ^
                  hint: there are no modifiers: remove 'readonly'

                test.as:8:13: error AS1101: expected a new line, ',' or ';' but found '='
                    8 |   f: string = 'x'
                      |             ^
                  hint: defaults are annotations: write @db.default before the property

                test.as:9:12: error AS1101: expected a new line, ',' or ';' but found '?'
                    9 |   g: string?
                      |            ^
                  hint: an optional property is written name?: type

                test.as:12:7: error AS1116: generic types do not exist in .as files; expected no type parameters
                   12 | type G<T> = T
                      |       ^

                10 errors in 1 file
                """);
    }

    @Test
    void explainsMisspelledKeywords() {
        assertProblems("""
                interfce A { a: string }
                export typ B = A
                exprot interface C {}
                hello world
                type D = A
                """, """
                test.as:1:1: error AS1101: expected a declaration (type, interface, annotate) or an import but found 'interfce'
                    1 | interfce A { a: string }
                      | ^^^^^^^^
                  hint: did you mean 'interface'?

                test.as:2:8: error AS1101: expected type or interface after 'export' but found 'typ'
                    2 | export typ B = A
                      |        ^^^
                  hint: did you mean 'type'?

                test.as:3:1: error AS1101: expected a declaration (type, interface, annotate) or an import but found 'exprot'
                    3 | exprot interface C {}
                      | ^^^^^^
                  hint: did you mean 'export'?

                test.as:4:1: error AS1101: expected a declaration (type, interface, annotate) or an import but found 'hello'
                    4 | hello world
                      | ^^^^^

                4 errors in 1 file
                """);
    }

    @Test
    void explainsMissingPartsOfDeclarations() {
        assertProblems("""
                interface { a: string }
                interface A extends { a: string }
                interface B = { a: string }
                type C string
                type E { a: string }
                annotate
                annotate A as { a }
                annotate A
                type F = A
                """, """
                test.as:1:11: error AS1101: expected a name after 'interface' but found '{'
                    1 | interface { a: string }
                      |           ^

                test.as:2:21: error AS1101: expected the name of a parent after 'extends' but found '{'
                    2 | interface A extends { a: string }
                      |                     ^

                test.as:3:13: error AS1101: expected '{' after 'B' but found '='
                    3 | interface B = { a: string }
                      |             ^
                  hint: remove '='

                test.as:4:8: error AS1101: expected '=' and a type after 'C' but found 'string'
                    4 | type C string
                      |        ^^^^^^

                test.as:5:8: error AS1101: expected '=' and a type after 'E' but found '{'
                    5 | type E { a: string }
                      |        ^

                test.as:6:1: error AS1101: expected a name after 'annotate' but found the end of the line
                    6 | annotate
                      | ^^^^^^^^

                test.as:7:15: error AS1101: expected a name after 'as' but found '{'
                    7 | annotate A as { a }
                      |               ^

                test.as:8:10: error AS1101: expected '{' and the properties to annotate after 'A' but found the end of the line
                    8 | annotate A
                      |          ^

                8 errors in 1 file
                """);
    }

    @Test
    void explainsMissingPartsOfImports() {
        assertProblems("""
                import { A } './a'
                import { B } from
                import { C D } from './c'
                import { E from './e'
                interface F { a: A; b: B }
                """, """
                test.as:1:14: error AS1101: expected 'from' and the path of a file but found the text './a'
                    1 | import { A } './a'
                      |              ^^^^^

                test.as:2:14: error AS1101: expected the path of a file in quotes after 'from' but found the end of the line
                    2 | import { B } from
                      |              ^^^^

                test.as:3:12: error AS1101: expected ',' or '}' but found 'D'
                    3 | import { C D } from './c'
                      |            ^

                test.as:3:21: error AS2101: the file './c' cannot be found (looked for c.as)
                    3 | import { C D } from './c'
                      |                     ^^^^^

                test.as:4:12: error AS1101: expected ',' or '}' but found 'from'
                    4 | import { E from './e'
                      |            ^^^^

                test.as:4:17: error AS2101: the file './e' cannot be found (looked for e.as)
                    4 | import { E from './e'
                      |                 ^^^^^

                6 errors in 1 file
                """);
    }

    @Test
    void explainsFaultyAnnotateBlocks() {
        assertProblems("""
                === a.as
                export annotate User { name }
                annotate User {
                  @meta.label 'x'
                  nam
                  @meta.id
                  name: string
                  address.city.zip
                  name
                  @meta.id
                }
                annotate string { }
                annotate Nobody { x }
                interface User { name: string; address: { city: string } }
                """, """
                a.as:1:1: error AS1117: an annotate block without a name of its own cannot be exported
                    1 | export annotate User { name }
                      | ^^^^^^
                  hint: write annotate User as NewName { … }, or remove 'export'

                a.as:4:3: error AS2005: 'User' has no property 'nam'
                    4 |   nam
                      |   ^^^
                  hint: did you mean 'name'?

                a.as:6:7: error AS1101: expected a new line or ',' but found ':'
                    6 |   name: string
                      |       ^
                  hint: an annotate block names properties only: remove the type

                a.as:7:16: error AS2006: 'city' is no structure and has no property 'zip'
                    7 |   address.city.zip
                      |                ^^^

                a.as:8:3: error AS2401: the property 'name' has an entry in this block already
                    8 |   name
                      |   ^^^^
                  hint: put all its annotations before one entry

                a.as:9:3: error AS1105: @meta.id annotates nothing; expected a property behind it
                    9 |   @meta.id
                      |   ^^^^^^^^

                a.as:11:10: error AS2402: 'string' is a built-in type and cannot be annotated
                   11 | annotate string { }
                      |          ^^^^^^
                  hint: declare a type of your own: type Name = string

                a.as:12:10: error AS2004: the name 'Nobody' is not known here; expected a declaration of this file, an imported one or a built-in type
                   12 | annotate Nobody { x }
                      |          ^^^^^^

                8 errors in 1 file
                """);
    }

    @Test
    void explainsFaultyConditions() {
        assertProblems("""
                @ui.q ``
                @ui.q `a`
                @ui.q `a == 1`
                @ui.q `a <> 1`
                @ui.q `a like 'x'`
                @ui.q `a matchs 'x'`
                @ui.q `a = 1 b = 2`
                @ui.q `(a = 1`
                @ui.q `a in 1`
                @ui.q `a in ()`
                @ui.q `a = `
                @ui.q `= 1`
                @ui.q `a not 1`
                @ui.q `a. = 1`
                @ui.q `a = # and b = 1`
                @ui.q `a = 1 and`
                @ui.q `a in (1 2)`
                type A = string
                """, """
                test.as:1:7: error AS1201: the condition is empty; expected something like `status = 'open'`
                    1 | @ui.q ``
                      |       ^^

                test.as:2:8: error AS1202: 'a' is compared with nothing; expected =, !=, <, <=, >, >=, in, matches or exists behind it
                    2 | @ui.q `a`
                      |        ^

                test.as:3:10: error AS1203: expected =, !=, <, <=, >, >=, in, matches or exists but found '=='
                    3 | @ui.q `a == 1`
                      |          ^^
                  hint: write =

                test.as:4:10: error AS1203: expected =, !=, <, <=, >, >=, in, matches or exists but found '<>'
                    4 | @ui.q `a <> 1`
                      |          ^^
                  hint: write !=

                test.as:5:10: error AS1203: expected =, !=, <, <=, >, >=, in, matches or exists but found 'like'
                    5 | @ui.q `a like 'x'`
                      |          ^^^^

                test.as:6:10: error AS1203: expected =, !=, <, <=, >, >=, in, matches or exists but found 'matchs'
                    6 | @ui.q `a matchs 'x'`
                      |          ^^^^^^
                  hint: did you mean 'matches'?

                test.as:7:14: error AS1202: expected 'and', 'or' or the end of the condition but found 'b'
                    7 | @ui.q `a = 1 b = 2`
                      |              ^

                test.as:8:14: error AS1202: expected ')' to close '(' but found the end of the condition
                    8 | @ui.q `(a = 1`
                      |              ^

                test.as:9:13: error AS1202: expected '(' and a list of values after 'in' but found the number 1
                    9 | @ui.q `a in 1`
                      |             ^

                test.as:10:14: error AS1202: expected a value but found ')'
                   10 | @ui.q `a in ()`
                      |              ^

                test.as:11:12: error AS1202: expected a value or a field but found the end of the condition
                   11 | @ui.q `a = `
                      |            ^

                test.as:12:8: error AS1202: expected a field but found '='
                   12 | @ui.q `= 1`
                      |        ^

                test.as:13:14: error AS1202: expected 'in' or 'exists' after 'not' but found the number 1
                   13 | @ui.q `a not 1`
                      |              ^

                test.as:14:11: error AS1202: expected a name after '.' but found '='
                   14 | @ui.q `a. = 1`
                      |           ^

                test.as:15:12: error AS1001: the character '#' cannot stand here
                   15 | @ui.q `a = # and b = 1`
                      |            ^
                  hint: write a comment as // …

                test.as:16:17: error AS1202: expected a field but found the end of the condition
                   16 | @ui.q `a = 1 and`
                      |                 ^

                test.as:17:16: error AS1202: expected ',' or ')' in the list of values but found the number 2
                   17 | @ui.q `a in (1 2)`
                      |                ^

                17 errors in 1 file
                """);
    }

    @Test
    void explainsUnknownNames() {
        assertProblems("""
                interface A {
                  a: strng
                  b: Usr
                  c: Zzz.id
                  d: string.emial
                  e: number.int.int33
                  f: decimal.x
                  g: db
                  h: null.id
                }
                interface User { id: number }
                """, """
                test.as:2:6: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    2 |   a: strng
                      |      ^^^^^
                  hint: did you mean 'string'?

                test.as:3:6: error AS2004: the name 'Usr' is not known here; expected a declaration of this file, an imported one or a built-in type
                    3 |   b: Usr
                      |      ^^^
                  hint: did you mean 'User'?

                test.as:4:6: error AS2004: the name 'Zzz' is not known here; expected a declaration of this file, an imported one or a built-in type
                    4 |   c: Zzz.id
                      |      ^^^

                test.as:5:13: error AS2007: 'string' has no tag 'emial'; expected one of email, phone, date, isoDate, uuid, url, ipv4, ipv6, ip, char, required
                    5 |   d: string.emial
                      |             ^^^^^
                  hint: did you mean 'email'?

                test.as:6:17: error AS2007: 'number.int' has no tag 'int33'; expected one of positive, negative, int8, int16, int32, int64, uint8, uint16, uint32, uint64
                    6 |   e: number.int.int33
                      |                 ^^^^^
                  hint: did you mean 'int32'?

                test.as:7:14: error AS2007: 'decimal' has no tag 'x'; it has none
                    7 |   f: decimal.x
                      |              ^

                test.as:8:6: error AS2008: 'db' alone is no type; expected one of db.vector, db.geoPoint, db.currencyCode
                    8 |   g: db
                      |      ^^

                test.as:9:11: error AS2007: 'null' has no tag 'id'; it has none
                    9 |   h: null.id
                      |           ^^

                8 errors in 1 file
                """);
    }

    @Test
    void explainsUnknownProperties() {
        assertProblems("""
                interface User { id: number; name: { first: string }; tags: string[]; u: string | number }
                interface A {
                  a: User.nme
                  b: User.name.frst
                  c: User.tags.length
                  d: User.u.x
                  e: User.id.x
                }
                """, """
                test.as:3:11: error AS2005: 'User' has no property 'nme'
                    3 |   a: User.nme
                      |           ^^^
                  hint: did you mean 'name'?

                test.as:4:16: error AS2005: 'name' has no property 'frst'
                    4 |   b: User.name.frst
                      |                ^^^^
                  hint: did you mean 'first'?

                test.as:5:16: error AS2006: 'tags' is no structure and has no property 'length'
                    5 |   c: User.tags.length
                      |                ^^^^^^

                test.as:6:13: error AS2006: 'u' is no structure and has no property 'x'
                    6 |   d: User.u.x
                      |             ^

                test.as:7:14: error AS2007: 'number' has no tag 'x'; expected one of positive, negative, single, double, int, timestamp
                    7 |   e: User.id.x
                      |              ^

                5 errors in 1 file
                """);
    }

    @Test
    void explainsDuplicates() {
        assertProblems("""
                interface A { a: string; b: string; a: number }
                type A = string
                type string = number
                type export = string
                """, """
                test.as:1:37: error AS2003: the property 'a' is declared already in line 1
                    1 | interface A { a: string; b: string; a: number }
                      |                                     ^

                test.as:2:6: error AS2001: 'A' is declared already in line 1
                    2 | type A = string
                      |      ^

                test.as:3:6: error AS2002: 'string' is a built-in type and cannot be declared
                    3 | type string = number
                      |      ^^^^^^

                test.as:4:6: error AS2002: 'export' is a keyword and cannot be declared
                    4 | type export = string
                      |      ^^^^^^

                4 errors in 1 file
                """);
    }

    @Test
    void explainsFaultyImports() {
        assertProblems("""
                === a/order.as
                import { User, Usr, Hidden } from './user'
                import { X } from './usr'
                import { Y } from '@my-org/models/y'
                import { Role } from './role'
                import { Role } from './user'
                interface A { x: X; y: Y; u: Usr; h: Hidden; o: Other }
                interface Role {}
                === a/user.as
                export interface User {}
                interface Hidden {}
                export type Role = 'a'
                export type Other = 'b'
                === a/role.as
                export type Role = 'b'
                """, """
                a/order.as:1:16: error AS2103: a/user.as declares no 'Usr'
                    1 | import { User, Usr, Hidden } from './user'
                      |                ^^^
                  hint: did you mean 'User'?

                a/order.as:1:21: error AS2102: 'Hidden' is declared but not exported by a/user.as
                    1 | import { User, Usr, Hidden } from './user'
                      |                     ^^^^^^
                  hint: write 'export' before it, at a/user.as:2:11

                a/order.as:2:19: error AS2101: the file './usr' cannot be found (looked for a/usr.as)
                    2 | import { X } from './usr'
                      |                   ^^^^^^^
                  hint: did you mean 'a/user.as'?

                a/order.as:3:19: error AS2101: the file '@my-org/models/y' cannot be found
                    3 | import { Y } from '@my-org/models/y'
                      |                   ^^^^^^^^^^^^^^^^^^

                a/order.as:4:10: error AS2001: 'Role' is declared in this file too, in line 7
                    4 | import { Role } from './role'
                      |          ^^^^

                a/order.as:5:10: error AS2001: 'Role' is declared in this file too, in line 7
                    5 | import { Role } from './user'
                      |          ^^^^

                a/order.as:6:49: error AS2004: the name 'Other' is not known here; expected a declaration of this file, an imported one or a built-in type
                    6 | interface A { x: X; y: Y; u: Usr; h: Hidden; o: Other }
                      |                                                 ^^^^^
                  hint: it is declared in a/user.as: import it from there

                7 errors in 1 file
                """);
    }

    @Test
    void explainsFaultyInheritance() {
        assertProblems("""
                interface A extends A {}
                interface B extends C {}
                interface C extends D {}
                interface D extends B { x: string }
                interface E extends string {}
                interface F extends Text {}
                interface G extends Nobody { a: string }
                type Text = string
                interface H extends I { a: string }
                interface I { a: number }
                interface J { x: G.b; y: B.x }
                """, """
                test.as:1:21: error AS2201: 'A' cannot extend itself
                    1 | interface A extends A {}
                      |                     ^

                test.as:4:21: error AS2202: 'D' cannot extend 'B', which extends 'D' itself, directly or through others
                    4 | interface D extends B { x: string }
                      |                     ^

                test.as:5:21: error AS2203: 'string' has no properties to extend; expected an interface or a type that is a structure
                    5 | interface E extends string {}
                      |                     ^^^^^^

                test.as:6:21: error AS2203: 'Text' has no properties to extend; expected an interface or a type that is a structure
                    6 | interface F extends Text {}
                      |                     ^^^^

                test.as:7:21: error AS2004: the name 'Nobody' is not known here; expected a declaration of this file, an imported one or a built-in type
                    7 | interface G extends Nobody { a: string }
                      |                     ^^^^^^

                test.as:9:25: error AS2204: the property 'a' is inherited already, from test.as:10:15; a parent's property cannot be declared again
                    9 | interface H extends I { a: string }
                      |                         ^
                  hint: use annotate to change its annotations

                6 errors in 1 file
                """);
    }

    @Test
    void explainsCircularTypes() {
        assertProblems("""
                type A = B
                type B = A
                type C = string | C
                type D = D[] | E
                type E = { d: D }
                interface F { a: F.b; b: F.a; c: F.c }
                """, """
                test.as:2:10: error AS2301: 'A' is defined by nothing but itself here; expected a type that leads somewhere else
                    2 | type B = A
                      |          ^

                test.as:3:19: error AS2301: 'C' is defined by nothing but itself here; expected a type that leads somewhere else
                    3 | type C = string | C
                      |                   ^

                test.as:6:28: error AS2301: 'a' is defined by nothing but itself here; expected a type that leads somewhere else
                    6 | interface F { a: F.b; b: F.a; c: F.c }
                      |                            ^

                test.as:6:36: error AS2301: 'c' is defined by nothing but itself here; expected a type that leads somewhere else
                    6 | interface F { a: F.b; b: F.a; c: F.c }
                      |                                    ^

                4 errors in 1 file
                """);
    }

    @Test
    void explainsUnknownAnnotationsOfKnownNamespaces() {
        assertProblems("""
                @db.tabel 'x'
                interface A {
                  @meta.lable 'x'
                  @expect.something
                  @ui.whatever
                  a: string
                }
                """, """
                test.as:1:1: warning AS3001: the annotation @db.tabel is not known and has no effect
                    1 | @db.tabel 'x'
                      | ^^^^^^^^^
                  hint: did you mean '@db.table'?

                test.as:3:3: warning AS3001: the annotation @meta.lable is not known and has no effect
                    3 |   @meta.lable 'x'
                      |   ^^^^^^^^^^^
                  hint: did you mean '@meta.label'?

                test.as:4:3: warning AS3001: the annotation @expect.something is not known and has no effect
                    4 |   @expect.something
                      |   ^^^^^^^^^^^^^^^^^

                3 warnings in 1 file
                """);
    }

    @Test
    void explainsAnnotationsInTheWrongPlace() {
        assertProblems("""
                @meta.id
                @db.table
                @db.table
                interface A {
                  @db.table 'x'
                  @db.index.unique
                  @db.index.unique 'b'
                  a: string
                }
                """, """
                test.as:1:1: error AS3002: @meta.id is for properties but stands on a declaration
                    1 | @meta.id
                      | ^^^^^^^^

                test.as:3:1: error AS3003: @db.table may stand only once here, and it stands here already
                    3 | @db.table
                      | ^^^^^^^^^

                test.as:5:3: error AS3002: @db.table is for interfaces and types but stands on a property
                    5 |   @db.table 'x'
                      |   ^^^^^^^^^

                3 errors in 1 file
                """);
    }

    @Test
    void explainsFaultyArguments() {
        assertProblems("""
                @db.table 'a', 'b'
                @db.view.for 'User'
                @db.view.filter 'a = 1'
                interface A {
                  @meta.id true
                  @meta.label
                  a: string
                  @meta.label label
                  @expect.maxLength '5'
                  @db.rel.onDelete 'cascde'
                  @db.default null
                  b: string
                  @meta.label 'x' 'y'
                  @db.tags 'a', 'b', 3
                  @db.rel.onDelete
                  c: string
                }
                @db.view.for Nobody
                @db.view.joins A, `x = 1`
                @db.view.joins Usr.x, `x = 1`
                interface B {}
                @ui.x , 'a'
                @expect.maxLength
                type C = string
                """, """
                test.as:1:16: error AS3005: @db.table takes one argument but was given 2
                    1 | @db.table 'a', 'b'
                      |                ^^^

                test.as:2:14: error AS3006: @db.view.for takes a name for 'type' but was given a text
                    2 | @db.view.for 'User'
                      |              ^^^^^^
                  hint: remove the quotes

                test.as:3:17: error AS3006: @db.view.filter takes a condition between back-ticks for 'condition' but was given a text
                    3 | @db.view.filter 'a = 1'
                      |                 ^^^^^^^
                  hint: put it between back-ticks (`) instead of quotes

                test.as:5:12: error AS3005: @meta.id takes no arguments but was given 1
                    5 |   @meta.id true
                      |            ^^^^

                test.as:6:3: error AS3004: @meta.label needs a text for 'label'
                    6 |   @meta.label
                      |   ^^^^^^^^^^^

                test.as:8:15: error AS3006: @meta.label takes a text for 'label' but was given a name
                    8 |   @meta.label label
                      |               ^^^^^
                  hint: put it in quotes: 'label'

                test.as:9:21: error AS3006: @expect.maxLength takes a number for 'length' but was given a text
                    9 |   @expect.maxLength '5'
                      |                     ^^^
                  hint: remove the quotes

                test.as:10:20: error AS3007: 'cascde' is none of the values of 'action' of @db.rel.onDelete; expected one of 'cascade', 'restrict', 'setNull'
                   10 |   @db.rel.onDelete 'cascde'
                      |                    ^^^^^^^^
                  hint: did you mean 'cascade'?

                test.as:11:15: error AS3006: @db.default takes a text or a number or true or false for 'value' but was given null
                   11 |   @db.default null
                      |               ^^^^

                test.as:13:19: error AS1101: expected ',' or a new line behind the argument but found the text 'y'
                   13 |   @meta.label 'x' 'y'
                      |                   ^^^

                test.as:14:22: error AS3006: @db.tags takes a text for 'label' but was given a number
                   14 |   @db.tags 'a', 'b', 3
                      |                      ^

                test.as:15:3: error AS3004: @db.rel.onDelete needs a text for 'action'
                   15 |   @db.rel.onDelete
                      |   ^^^^^^^^^^^^^^^^
                  hint: expected one of 'cascade', 'restrict', 'setNull'

                test.as:18:14: error AS2004: the name 'Nobody' is not known here; expected a declaration of this file, an imported one or a built-in type
                   18 | @db.view.for Nobody
                      |              ^^^^^^

                test.as:20:16: error AS2004: the name 'Usr' is not known here; expected a declaration of this file, an imported one or a built-in type
                   20 | @db.view.joins Usr.x, `x = 1`
                      |                ^^^

                test.as:23:1: error AS3004: @expect.maxLength needs a number for 'length'
                   23 | @expect.maxLength
                      | ^^^^^^^^^^^^^^^^^

                15 errors in 1 file
                """);
    }

    @Test
    void underlinesBehindTabsAndWideCharacters() {
        assertProblems("""
                interface A {
                		a:	strng
                  '日本語': strng
                  'e\\u0301': strng
                  '😀': strng
                }
                """, """
                test.as:2:6: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    2 | 		a:	strng
                      | 		  	^^^^^
                  hint: did you mean 'string'?

                test.as:3:10: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    3 |   '日本語': strng
                      |             ^^^^^
                  hint: did you mean 'string'?

                test.as:4:14: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    4 |   'e\\u0301': strng
                      |              ^^^^^
                  hint: did you mean 'string'?

                test.as:5:9: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    5 |   '😀': strng
                      |         ^^^^^
                  hint: did you mean 'string'?

                4 errors in 1 file
                """);
    }

    @Test
    void trimsWideLines() {
        assertProblems("""
                interface A { aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa: string, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: strng, cccccccccccccccccccccccccccccccccccccccccc: string, ddddddd: string }
                """, """
                test.as:1:95: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    1 | …aaaaaaaaaaa: string, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb: strng, cccccccccccccccccccccccccccccccccccccccccc: string, d…
                      |                                                              ^^^^^
                  hint: did you mean 'string'?

                1 error in 1 file
                """);
    }

    @Test
    void reportsAllProblemsOfAllFilesInOrder() {
        assertProblems("""
                === b.as
                type B = strng
                === a.as
                import { B } from './b'
                type A = strng
                @db.tabel
                type C = A
                """, """
                a.as:1:10: error AS2102: 'B' is declared but not exported by b.as
                    1 | import { B } from './b'
                      |          ^
                  hint: write 'export' before it, at b.as:1:6

                a.as:2:10: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    2 | type A = strng
                      |          ^^^^^
                  hint: did you mean 'string'?

                a.as:3:1: warning AS3001: the annotation @db.tabel is not known and has no effect
                    3 | @db.tabel
                      | ^^^^^^^^^
                  hint: did you mean '@db.table'?

                b.as:1:10: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    1 | type B = strng
                      |          ^^^^^
                  hint: did you mean 'string'?

                3 errors, 1 warning in 2 files
                """);
    }

    @Test
    void reportsNothingTwice() {
        assertProblems("""
                interface A extends Nobody { a: Gone.x; b: Gone.y }
                type Gone = Missing
                type T = Gone | Gone[]
                annotate Gone { a }
                interface X { a: A.zzz; b: Gone.c }
                """, """
                test.as:1:21: error AS2004: the name 'Nobody' is not known here; expected a declaration of this file, an imported one or a built-in type
                    1 | interface A extends Nobody { a: Gone.x; b: Gone.y }
                      |                     ^^^^^^

                test.as:2:13: error AS2004: the name 'Missing' is not known here; expected a declaration of this file, an imported one or a built-in type
                    2 | type Gone = Missing
                      |             ^^^^^^^

                2 errors in 1 file
                """);
    }

    @Test
    void goesOnBehindAConditionThatIsNotClosed() {
        assertProblems("""
                @ui.q `a = 1
                @ui.r `b = 2
                  and c = 3`
                type A = strng
                @ui.s `[/a\\
                /`
                type B = string
                """, """
                test.as:1:7: error AS1004: this condition is never closed; expected a second back-tick (`)
                    1 | @ui.q `a = 1
                      |       ^

                test.as:4:10: error AS2004: the name 'strng' is not known here; expected a declaration of this file, an imported one or a built-in type
                    4 | type A = strng
                      |          ^^^^^
                  hint: did you mean 'string'?

                test.as:5:8: error AS1202: expected a field but found '['
                    5 | @ui.s `[/a\\
                      |        ^

                test.as:5:11: error AS1001: the character '\\' cannot stand here
                    5 | @ui.s `[/a\\
                      |           ^

                4 errors in 1 file
                """);
    }
}
