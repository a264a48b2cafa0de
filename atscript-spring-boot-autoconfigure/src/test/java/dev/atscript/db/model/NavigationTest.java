package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** annotations.md, "Relations": navigations. */
class NavigationTest {

    private static final String MODEL = """
            @db.table
            interface Task {
                @meta.id
                id: number
                @db.rel.FK
                projectId: Project.id
                @db.rel.FK 'author'
                authorId: User.id
                @db.rel.FK 'owner'
                ownerId?: User.id
            %s
            }
            @db.table
            interface Project {
                @meta.id
                id: number
            %s
            }
            @db.table
            interface User {
                @meta.id
                id: number
            }
            @db.table
            interface Tag {
                @meta.id
                id: number
            }
            @db.table
            interface TaskTag {
                @db.rel.FK
                taskId: Task.id
                @db.rel.FK
                tagId: Tag.id
            }
            interface Plain { id: number }
            """;

    @Test
    void navigationsAlongForeignKeysAreFineAndHaveNoColumn() {
        Model model = Model.of(MODEL.formatted("""
                @db.rel.to
                project: Project
                @db.rel.to 'author'
                author: User
                @db.rel.to 'owner'
                owner?: User | null
                @db.rel.via TaskTag
                @db.rel.filter `id > 3`
                tags: Tag[]""", """
                @db.rel.from
                tasks: Task[]"""));
        assertThat(model.schema())
                .startsWith(
                        "table Task\n  id int64\n  projectId int64\n  authorId int64\n  ownerId int64 null\n  key id\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.rel.to¶x: Plain            § AS6002 11:1 @db.rel.to: @db.rel.to of 'x' must lead to a table, and Plain is none | add @db.table to Plain
                    @db.rel.to¶x: string           § AS6002 11:1 @db.rel.to: @db.rel.to of 'x' must lead to a table, and its type is none
                    @db.rel.to¶x: Tag              § AS6012 11:1 @db.rel.to: no foreign key of Task points to Tag | add @db.rel.FK to a field of Task whose type is a key of Tag
                    @db.rel.to 'ownr'¶x: User      § AS6012 11:12 'ownr': no foreign key 'ownr' of Task points to User | add @db.rel.FK 'ownr' to a field of Task whose type is a key of User
                    @db.rel.to 'owner'¶x: Project  § AS6012 11:12 'owner': no foreign key 'owner' of Task points to Project | add @db.rel.FK 'owner' to a field of Task whose type is a key of Project
                    @db.rel.to¶x: User             § AS6013 11:1 @db.rel.to: several foreign keys of Task point to User | name one: @db.rel.to 'alias'
                    @db.rel.from¶x: Project[]      § AS6012 11:1 @db.rel.from: no foreign key of Project points to Task | add @db.rel.FK to a field of Project whose type is a key of Task
                    @db.rel.via Plain¶x: Tag[]     § AS6002 11:13 Plain: @db.rel.via must name a table | known: Task, Project, User, Tag, TaskTag
                    @db.rel.via TaskTag¶x: User[]  § AS6012 11:13 TaskTag: no foreign key of TaskTag points to User | add @db.rel.FK to a field of TaskTag whose type is a key of User
                    @db.rel.to¶@db.rel.FK¶x: Project.id § AS6011 11:1 @db.rel.to: 'x' cannot be a foreign key and a navigation | keep the key in a field of its own
                    @db.rel.to¶@meta.id¶x: Project § AS4009 11:1 @db.rel.to: @db.rel.to leaves the field without a column, and @meta.id needs one | remove one of the two
                    """)
    void problemIsReportedAtItsToken(String field, String problem) {
        assertThat(Model.of(MODEL.formatted(field.replace('¶', '\n'), ""))
                        .problems()
                        .lines()
                        .findFirst())
                .contains(problem);
    }

    @Test
    void inheritedNavigationFollowsTheForeignKeyOfTheAncestor() {
        assertThat(Model.of("""
                                @db.table
                                interface User {
                                    @meta.id
                                    id: number
                                    @db.rel.from
                                    posts: Post[]
                                }
                                @db.table
                                interface Admin extends User { level: number }
                                @db.table
                                interface Post {
                                    @db.rel.FK
                                    by: User.id
                                }
                                """).problems()).isEmpty();
    }
}
