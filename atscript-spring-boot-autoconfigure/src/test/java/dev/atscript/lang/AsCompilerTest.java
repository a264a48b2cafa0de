package dev.atscript.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AsCompilerTest {

    private static void assertCompiles(String sources, String expected) {
        assertCompiles(Sources.compile(sources), expected);
    }

    private static void assertCompiles(Compilation compilation, String expected) {
        assertThat(DiagnosticRenderer.render(compilation.diagnostics(), false)).isEmpty();
        assertThat(Dump.of(compilation)).isEqualTo(expected);
    }

    @Test
    void readsAnOrdinaryFile() {
        assertCompiles("""
                // A user of the shop
                @db.table 'users'
                export interface User {
                  @meta.id
                  id: number.int.int64
                  @meta.label 'E-mail' /* shown */
                  @db.index.unique
                  email: string.email
                  name?: string
                  address: { street: string; city: string, zip?: 'none' | string }
                  tags: string[]
                  [*]: decimal
                }

                export type Status = 'open' | 'closed'
                """, """
                @db.table 'users'
                export interface User = {
                  @meta.id
                  id: number.int.int64
                  @meta.label 'E-mail'
                  @db.index.unique
                  email: string.email
                  name?: string
                  address: {
                    street: string
                    city: string
                    zip?: ('none' | string)
                  }
                  tags: list of string
                  [*]: decimal
                }
                export type Status = ('open' | 'closed')
                """);
    }

    @Test
    void readsEverySeparatorAndLineEnd() {
        assertCompiles(
                "\uFEFF;interface A {\r\n\ta: string,\r\n\r\n\tb: string;,c : string, d\r\n?\r\n:\r\nstring,}interface B{}type C=string;type D=C",
                """
                interface A = {
                  a: string
                  b: string
                  c: string
                  d?: string
                }
                interface B = {}
                type C = string
                type D = C
                """);
    }

    @Test
    void countsEveryLineEndOnce() {
        for (String end : List.of("\n", "\r\n", "\r")) {
            String text = "type A = string" + end + "// a comment" + end + "type B = strng" + end;
            assertThat(Sources.compile(text).diagnostics())
                    .extracting(diagnostic -> diagnostic.location().toString())
                    .containsExactly("test.as:3:10");
        }
    }

    @Test
    void recordsThePluginsOfAllFiles() {
        Compilation compilation = Sources.compile("""
                === a.as
                use '@atscript/db'
                use "ui"
                === b.as
                type A = string
                use 'late'
                """);
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(compilation.uses())
                .extracting(use -> use.plugin() + " " + use.location())
                .containsExactly("@atscript/db a.as:1:5", "ui a.as:2:5", "late b.as:2:5");
    }

    @Test
    void sortsProblemsOfAllFilesByPosition() {
        List<Diagnostic> diagnostics = Sources.compile("""
                === b.as
                @db.tabel
                type A = strng
                interface B { a: string b: string }
                type C = `
                === a.as
                import { X } from './b'
                type A = nmber )
                """).diagnostics();
        assertThat(diagnostics).hasSize(8).isSortedAccordingTo(Diagnostic.BY_POSITION);
    }

    @Test
    void readsEveryType() {
        assertCompiles("""
                type Union =
                  | 'a'
                  | "b" // comment
                  | 3
                  | -1.5e3
                type Both = string & number[] | null
                type Group = (string | number)[][]
                type Tuple = [string, number[], (boolean)]
                type Empty = []
                type Structure = { a: string }[]
                type Tags = number.timestamp.created | db.geoPoint | mongo.objectId | number.int.uint16.port
                """, """
                type Union = ('a' | 'b' | 3 | -1.5E+3)
                type Both = ((string & list of number) | null)
                type Group = list of list of (string | number)
                type Tuple = [string, list of number, boolean]
                type Empty = []
                type Structure = list of {
                  a: string
                }
                type Tags = (number.timestamp.created | db.geoPoint | mongo.objectId | number.int.uint16.port)
                """);
    }

    @Test
    void readsEveryKindOfPropertyName() {
        assertCompiles("""
                interface Größe$ {
                  type: string
                  export: string
                  'with space': string
                  "x-y"?: string
                  [/^a[/]b\\/\\d+$/i]: string
                  名前: string
                  true: boolean.true
                  interface: string
                }
                """, """
                interface Größe$ = {
                  type: string
                  export: string
                  with space: string
                  x-y?: string
                  [/^a[/]b\\/\\d+$/i]: string
                  名前: string
                  true: boolean.true
                  interface: string
                }
                """);
    }

    @Test
    void readsEveryKindOfArgument() {
        assertCompiles("""
                @ui.a 'it\\'s', "\\u0041\\n", -5, 1.50, true, false, null, undefined, Task, Task.status
                @ui.b;@ui.c 'x',
                @ui.d , 'a',, 1
                @tag
                interface A {
                  @meta.id id: number
                  @expect.maxLength 5 name: string @ui.d "e" other: string
                  @expect.pattern '^\\\\d+\\w$',
                  pattern: string
                  @ui.e Some 'quoted': string
                }
                """.replace(" @ui.d", "\n  @ui.d"), """
                @ui.a 'it's', 'A
                ', -5, 1.50, true, false, null, null, Task, Task.status
                @ui.b
                @ui.c 'x'
                @ui.d null, 'a', null, 1
                @tag
                interface A = {
                  @meta.id
                  id: number
                  @expect.maxLength 5
                  name: string
                  @ui.d 'e'
                  other: string
                  @expect.pattern '^\\d+\\w$'
                  pattern: string
                  @ui.e Some
                  quoted: string
                }
                """);
    }

    @Test
    void readsConditions() {
        assertCompiles("""
                @ui.q `a = 1 and b != 'x' or not (c.d >= 2 || e < f.g) && h exists`
                @ui.q `a in (1, 'b', null) and b not in (true) and c not exists`
                @ui.q `a matches /^x[/`]\\/y/i or b = null
                       or c > -2.5 and d <= "it's"`
                type A = string
                """, """
                @ui.q `((a EQUAL 1 and b NOT_EQUAL 'x') or (not (c.d GREATER_OR_EQUAL 2 or e LESS f.g) and h exists))`
                @ui.q `(a in (1, 'b', null) and b not in (true) and c not exists)`
                @ui.q `(a matches /^x[/`]\\/y/i or b EQUAL null or (c GREATER -2.5 and d LESS_OR_EQUAL 'it's'))`
                type A = string
                """);
    }

    @Test
    void resolvesImportsAcrossFilesInAnyOrderAndInCircles() {
        assertCompiles("""
                === models/order.as
                use 'atscript-db'
                import { User, Status, } from '../users/user'
                export interface Order {
                  userId: User.id
                  status: Status
                  later: Later
                }
                type Later = Order[]
                === users/user.as
                import { Order } from '../models/order'
                import {} from './user'
                export interface User { id: number.int; orders: Order[] }
                export type Status = 'open'
                """, """
                export interface Order = {
                  userId: User.id -> number.int
                  status: Status
                  later: Later
                }
                type Later = list of Order
                export interface User = {
                  id: number.int
                  orders: list of Order
                }
                export type Status = 'open'
                """);
    }

    @Test
    void asksTheResolverForImportedFilesAndTakesTheirDeclarations() {
        Compilation compilation = Sources.compile(
                """
                === jar:file:/lib/a.jar!/atscript/shop/order.as
                import { Base } from '../shared/base'
                import { Role } from '@my-org/models/role'
                interface Order extends Base { role: Role }
                """,
                Map.of(
                        "jar:file:/lib/a.jar!/atscript/shared/base.as",
                        "import { Id } from './id'\nexport interface Base { id: Id }",
                        "jar:file:/lib/a.jar!/atscript/shared/id.as",
                        "export type Id = string.uuid",
                        "@my-org/models/role.as",
                        "export type Role = 'admin'"));
        assertCompiles(compilation, """
                interface Order = {
                  id: Id
                  role: Role
                }
                export interface Base = {
                  id: Id
                }
                export type Role = 'admin'
                export type Id = string.uuid
                """);
    }

    @Test
    void followsChainsThroughAliasesParentsStructuresAndOtherChains() {
        assertCompiles("""
                interface Base { id: number.int }
                interface User extends Base { address: Address; name: { first: string } }
                type Address = { city: City }
                type City = { zip: string.required }
                type Alias = User
                interface Order {
                  a: User.id
                  b: Alias.address.city.zip
                  c: User["name"]["first"]
                  d: Order.e.city
                  e: User.address
                  f: Mail.email
                  g: User
                     .id
                }
                type Mail = string
                """, """
                interface Base = {
                  id: number.int
                }
                interface User = {
                  id: number.int
                  address: Address
                  name: {
                    first: string
                  }
                }
                type Address = {
                  city: City
                }
                type City = {
                  zip: string.required
                }
                type Alias = User
                interface Order = {
                  a: User.id -> number.int
                  b: Alias.address.city.zip -> string.required
                  c: User.name.first -> string
                  d: Order.e.city -> City
                  e: User.address -> Address
                  f: string.email
                  g: User.id -> number.int
                }
                type Mail = string
                """);
    }

    @Test
    void keepsRecursionFinite() {
        Compilation compilation = Sources.compile("""
                interface Node { parent: Node; children: Node[]; self: { again: Node.self } }
                type Json = string | Json[] | { [*]: Json }
                """);
        assertThat(compilation.diagnostics()).isEmpty();
        assertThat(Dump.of(compilation)).isEqualTo("""
                        interface Node = {
                          parent: Node
                          children: list of Node
                          self: {
                            again: Node.self -> self
                          }
                        }
                        type Json = (string | list of Json | {
                          [*]: Json
                        })
                        """);
        Type.Structure node = (Type.Structure) compilation.declarations().get(0).type();
        Type.Structure self = (Type.Structure) node.properties().get(2).type();
        Type.Chain again = (Type.Chain) self.properties().get(0).type();
        assertThat(((Type.Named) again.last().type()).target().type()).isSameAs(self);
    }

    @Test
    void putsPropertiesOfParentsFirstWithTheirAnnotations() {
        assertCompiles("""
                @db.table 'base'
                interface Base {
                  @meta.id
                  id: number
                }
                interface Left extends Base { l: string }
                interface Right extends Base { r: string }
                interface Both extends Left, Right, { own: string }
                """, """
                @db.table 'base'
                interface Base = {
                  @meta.id
                  id: number
                }
                interface Left = {
                  @meta.id
                  id: number
                  l: string
                }
                interface Right = {
                  @meta.id
                  id: number
                  r: string
                }
                interface Both = {
                  @meta.id
                  id: number
                  l: string
                  r: string
                  own: string
                }
                """);
    }

    @Test
    void mergesStructures() {
        assertCompiles("""
                @meta.label 'A'
                @db.table 'a'
                interface A { id: number; both?: { x: string }; @db.column 'c' text?: string }
                type B = { both: { y: number }; text: string; more: string }
                @expect.maxLength 3
                type M = A & B
                interface Use { m: A & { z: string }; n: string.email & string.required; s: string & string }
                """, """
                @meta.label 'A'
                @db.table 'a'
                interface A = {
                  id: number
                  both?: {
                    x: string
                  }
                  @db.column 'c'
                  text?: string
                }
                type B = {
                  both: {
                    y: number
                  }
                  text: string
                  more: string
                }
                @meta.label 'A'
                @expect.maxLength 3
                type M = {
                  id: number
                  both: {
                    x: string
                    y: number
                  }
                  @db.column 'c'
                  text: string
                  more: string
                }
                interface Use = {
                  @meta.label 'A'
                  m: {
                    id: number
                    both?: {
                      x: string
                    }
                    @db.column 'c'
                    text?: string
                    z: string
                  }
                  n: (string.email & string.required)
                  s: string
                }
                """);
    }

    @Test
    void ranksAnnotationsByTheirSource() {
        assertCompiles("""
                @expect.maxLength 1
                @expect.pattern 'type'
                @meta.label 'type'
                @ui.hidden
                type Email = string
                interface User {
                  @expect.pattern 'user'
                  @meta.label 'user'
                  @db.index.unique
                  @db.column 'mail'
                  email: Email
                }
                interface Order {
                  @meta.label 'order'
                  @db.index.plain 'a'
                  email: User.email
                  plain: Email[]
                }
                annotate Order {
                  @meta.label 'block'
                  @db.index.plain 'b'
                  @expect.pattern 'block'
                  email
                }
                """, """
                @expect.maxLength 1
                @expect.pattern 'type'
                @meta.label 'type'
                @ui.hidden
                type Email = string
                interface User = {
                  @expect.maxLength 1
                  @expect.pattern 'type'
                  @ui.hidden
                  @expect.pattern 'user'
                  @meta.label 'user'
                  @db.index.unique
                  @db.column 'mail'
                  email: Email
                }
                interface Order = {
                  @expect.maxLength 1
                  @expect.pattern 'type'
                  @ui.hidden
                  @expect.pattern 'user'
                  @db.index.plain 'a'
                  @meta.label 'block'
                  @db.index.plain 'b'
                  @expect.pattern 'block'
                  email: User.email -> Email
                  plain: list of Email
                }
                """);
    }

    @Test
    void appliesAnnotateBlocksWhereverTheDeclarationIsUsed() {
        assertCompiles("""
                === more.as
                import { User } from './user'
                @db.table 'people'
                annotate User {
                  @meta.label 'Mail'
                  email
                  @meta.label 'City',
                  address.city,
                  @db.column 'deep'
                  home['street'].name
                }
                interface Guest extends User {}
                interface Ref { email: User.email }
                === user.as
                export interface User {
                  email: string
                  address: { city: string; zip: string }
                  home: Home
                }
                interface Home { street: { name: string } }
                """, """
                interface Guest = {
                  @meta.label 'Mail'
                  email: string
                  address: {
                    @meta.label 'City'
                    city: string
                    zip: string
                  }
                  home: {
                    street: {
                      @db.column 'deep'
                      name: string
                    }
                  }
                }
                interface Ref = {
                  @meta.label 'Mail'
                  email: User.email -> string
                }
                @db.table 'people'
                export interface User = {
                  @meta.label 'Mail'
                  email: string
                  address: {
                    @meta.label 'City'
                    city: string
                    zip: string
                  }
                  home: {
                    street: {
                      @db.column 'deep'
                      name: string
                    }
                  }
                }
                interface Home = {
                  street: {
                    name: string
                  }
                }
                """);
    }

    @Test
    void copiesByAnnotateAs() {
        assertCompiles("""
                export annotate Copy as Third {}
                @meta.label 'copy'
                export annotate User as Copy {
                  @meta.id id
                }
                @db.table 'users'
                @meta.label 'user'
                interface User { id: number }
                annotate Email Mail {}
                @expect.maxLength 9
                type Email = string
                """, """
                @db.table 'users'
                @meta.label 'copy'
                export interface Third = {
                  @meta.id
                  id: number
                }
                @db.table 'users'
                @meta.label 'copy'
                export interface Copy = {
                  @meta.id
                  id: number
                }
                @db.table 'users'
                @meta.label 'user'
                interface User = {
                  id: number
                }
                @expect.maxLength 9
                type Mail = string
                @expect.maxLength 9
                type Email = string
                """);
    }

    @Test
    void prefersDeclarationsToImportsAndTheseToContainersOfTags() {
        assertCompiles("""
                type db = { vector: string }
                interface A { x: db.vector }
                """, """
                type db = {
                  vector: string
                }
                interface A = {
                  x: db.vector -> string
                }
                """);
    }

    @Test
    void acceptsAnythingInForeignNamespaces() {
        assertCompiles("""
                @tag
                @ui.component 'x', 5, Foo.bar, `a = 1`
                @emit.jsonSchema
                type A = string
                """, """
                @tag
                @ui.component 'x', 5, Foo.bar, `a EQUAL 1`
                @emit.jsonSchema
                type A = string
                """);
    }
}
