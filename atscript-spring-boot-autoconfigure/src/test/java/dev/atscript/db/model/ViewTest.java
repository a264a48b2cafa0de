package dev.atscript.db.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** annotations.md, "Views". */
class ViewTest {

    /** Twenty-six lines, so that what follows starts in line 27. */
    private static final String TABLES = """
            @db.table 'tasks'
            interface Task {
                @meta.id
                id: number
                @db.column 'headline'
                title: string
                status: 'open' | 'done'
                hours?: decimal
                place: { city: string, zip?: string }
                @db.json
                extra: { a: string }
                @db.rel.FK
                projectId: Project.id
            }
            @db.table 'projects'
            @db.schema 'work'
            interface Project { @meta.id id: number.int.int32, name: string, ownerId: number.int }
            @db.table 'users'
            interface User { @meta.id id: number.int, name: string }
            @db.table 'logs'
            interface Log { text: string }
            interface Plain { id: number }
            @db.table
            @db.space 'far'
            interface Far { id: number }

            """;

    @Test
    void managedViewIsResolvedToPhysicalNames() {
        assertThat(view("""
                        @db.view 'open_tasks'
                        @db.view.renamed 'active_tasks'
                        @db.view.for Task
                        @db.view.joins Project, `Project.id = Task.projectId and Project.name != 'x'`
                        @db.view.joins User, `User.id = Project.ownerId`
                        @db.view.filter `status = 'open' and not (Task.title matches /^a/i or place.city in ('x', 'y'))`
                        @db.view.materialized
                        @db.schema 'v'
                        interface OpenTask {
                            id: number
                            label: Task.title
                            project: Project.name
                            owner?: User.name
                            @db.ignore
                            nothing: string
                        }""")).isEqualTo("""
                        materialized view v.open_tasks was active_tasks
                          from tasks as Task
                          inner join work.projects as Project on (Project.id EQUAL Task.projectId and Project.name\
                         NOT_EQUAL 'x')
                          left join users as User on User.id EQUAL Project.ownerId
                          id int64 = Task.id
                          label text = Task.headline
                          project text = Project.name
                          owner text null = User.name
                          where (Task.status EQUAL 'open' and not (Task.headline matches /^a/i or Task.place__city in\
                         ('x', 'y')))""");
    }

    @Test
    void joinIsLeftWhereEveryFieldTakenFromItIsOptionalOrItSaysSo() {
        String model = """
                @db.view
                @db.view.for Task
                @db.view.joins Project, `Project.id = Task.projectId`%s
                interface V { id: Task.id, %s }""";
        assertThat(view(model.formatted("", "a?: Project.id, b: Project.name"))).contains("inner join");
        assertThat(view(model.formatted("", "a?: Project.id, b: Project.name | null")))
                .contains("left join");
        assertThat(view(model.formatted("", "c: Task.title"))).contains("inner join");
        assertThat(view(model.formatted(", 'left'", "b: Project.name"))).contains("left join");
        assertThat(view(model.formatted(", 'inner'", "b?: Project.name"))).contains("inner join");
    }

    @Test
    void aggregatesHaveTypesOfTheirOwn() {
        assertThat(view("""
                        @db.view
                        @db.view.for Task
                        @db.view.joins Project, `Project.id = projectId`
                        @db.view.having `count > 3 and Stats.hours < 5`
                        interface Stats {
                            status: Task.status
                            @db.agg.count
                            count: number
                            @db.agg.count '*'
                            all: number
                            @db.agg.count 'hours'
                            withHours: number
                            @db.agg.sum 'hours'
                            hours?: decimal
                            @db.agg.avg 'projectId'
                            mean: number
                            @db.agg.sum 'id'
                            ids: number
                            @db.agg.min 'title'
                            first: string
                            @db.agg.max 'ownerId'
                            owner: Project.ownerId
                            @db.agg.max 'Project.name'
                            last: string
                            @db.agg.max 'place.city'
                            city: string
                        }""")).isEqualTo("""
                        view Stats
                          from tasks as Task
                          inner join work.projects as Project on Project.id EQUAL Task.projectId
                          status text = Task.status
                          count int64 = count(*)
                          all int64 = count(*)
                          withHours int64 = count(Task.hours)
                          hours decimal null = sum(Task.hours)
                          mean double = avg(Task.projectId)
                          ids int64 = sum(Task.id)
                          first text = min(Task.headline)
                          owner int64 = max(Project.ownerId)
                          last text = max(Project.name)
                          city text = max(Task.place__city)
                          having (count GREATER 3 and hours LESS 5)""");
    }

    @Test
    void structureOfTheSourceIsTakenWithAllItsColumns() {
        assertThat(view("""
                        @db.view
                        @db.view.for Task
                        interface V {
                            place: { city: string, zip?: string }
                            at: Task.place
                            extra: Task.extra
                            town: Task.place.city
                        }""")).isEqualTo("""
                        view V
                          from tasks as Task
                          place__city text = Task.place__city
                          place__zip text null = Task.place__zip
                          at__city text = Task.place__city
                          at__zip text null = Task.place__zip
                          extra json = Task.extra
                          town text = Task.place__city""");
    }

    @Test
    void viewWithoutEntryTableIsExternal() {
        assertThat(view("""
                        @db.view 'report'
                        interface V {
                            a: string
                            b?: { c: number.int }
                        }""")).isEqualTo("external view report\n  a text\n  b__c int64 null");
    }

    @Test
    void externalViewsMayDescribeOneViewTwice() {
        assertThat(Model.of("@db.view 'v'\ninterface A { a: string }\n@db.view 'v'\ninterface B { b: string }")
                        .problems())
                .isEmpty();
    }

    @Test
    void conditionsKeepTheirTree() {
        assertThat(view("""
                        @db.view
                        @db.view.for Task
                        @db.view.filter `(id = 1 or id = 2) and hours exists and title not in ('a') and hours != null or title = status`
                        interface V { id: number }"""))
                .endsWith(
                        "where (((Task.id EQUAL 1 or Task.id EQUAL 2) and Task.hours exists and Task.headline not in ('a')"
                                + " and Task.hours NOT_EQUAL null) or Task.headline EQUAL Task.status)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '~', textBlock = """
                    @db.view.filter `id = 1`¶interface V { id: number }                                   § AS7001 27:1 @db.view.filter: @db.view.filter needs @db.view, and V has none | add @db.view to V
                    @db.view¶@db.view.filter `id = 1`¶interface V { id: number }                          § AS7001 28:1 @db.view.filter: @db.view.filter needs @db.view.for, which names the entry table | add @db.view.for to V
                    @db.view¶@db.view.for Plain¶interface V { id: number }                                § AS7002 28:14 Plain: @db.view.for needs a table, and Plain is none | add @db.table to Plain
                    @db.view¶@db.view.for Far¶interface V { id: number }                                  § AS7010 28:14 Far: Far is in the space 'far', and the view V in 'default' | give both the same @db.space
                    @db.view¶@db.view.for Task¶@db.view.joins Task, `id = 1`¶interface V { id: number }   § AS7003 29:16 Task: Task is in the view already; in scope: Task | join each table once
                    @db.view¶@db.view.for Task¶interface V { titel: string }                              § AS7004 29:15 titel: 'titel' means the column 'titel' of Task, which has none of that name | did you mean 'title'?
                    @db.view¶@db.view.for Task¶interface V { p: Project.name }                            § AS7004 29:15 p: 'p' is taken from Project, which is not in scope; in scope: Task | join it: @db.view.joins Project, `…`
                    @db.view¶@db.view.for Task¶interface V { p: Task.extra.a }                            § AS7004 29:15 p: 'p' means the column 'extra.a' of Task, which has none of that name | did you mean 'extra'?
                    @db.view¶@db.view.for Task¶interface V { id: number, @db.column 'id'¶x: Task.title }  § AS4008 30:1 x: the view has a column 'id' already | give one of them another name
                    @db.view¶@db.view.for Task¶@db.view.filter `statsu = 'x'`¶interface V { id: number }  § AS7005 29:18 statsu: 'statsu' is no column of Task | did you mean 'status'?
                    @db.view¶@db.view.for Task¶@db.view.filter `Task.x = 1`¶interface V { id: number }    § AS7005 29:18 Task.x: 'x' is no column of Task | known: id, title, status, hours, place.city, place.zip, extra, projectId
                    @db.view¶@db.view.for Task¶@db.view.filter `id = Project.id`¶interface V { id: number } § AS7006 29:23 Project.id: Project is not in scope here; in scope: Task | join it first: @db.view.joins Project, `…`
                    @db.view¶@db.view.for Task¶@db.view.joins Project, `Project.id = User.id`¶@db.view.joins User, `User.id = 1`¶interface V { id: number } § AS7006 29:39 User.id: User is not in scope here; in scope: Task, Project | join it first: @db.view.joins User, `…`
                    @db.view¶@db.view.for Task¶@db.view.having `id > 1`¶interface V { id: number }        § AS7007 29:1 @db.view.having: @db.view.having needs an aggregate, and V has none | use @db.view.filter, or add a field with @db.agg.count
                    @db.view¶@db.view.for Task¶@db.view.having `m > 1`¶interface V {¶@db.agg.count¶n: number } § AS7005 29:18 m: 'm' is no field of the view V | known: n
                    @db.view¶@db.view.for Task¶interface V {¶@db.agg.sum 'title'¶n: number }              § AS7008 30:13 'title': sum needs a numeric field, and 'title' is a string
                    @db.view¶@db.view.for Task¶interface V {¶@db.agg.sum '*'¶n: number }                  § AS7008 30:13 '*': @db.agg.sum needs a field; only @db.agg.count counts '*'
                    @db.view¶@db.view.for Task¶interface V {¶@db.agg.avg 'hour'¶n: number }               § AS7005 30:13 'hour': 'hour' is no column of Task | did you mean 'hours'?
                    @db.view¶@db.view.for Task¶interface V {¶@db.agg.count¶@db.agg.sum 'id'¶n: number }   § AS7008 31:1 @db.agg.sum: 'n' has the aggregate @db.agg.count already | give each aggregate a field of its own
                    @db.view¶@db.view.for Task¶interface V {¶@db.agg.sum 'id', `id > 1`¶n: number }       § AS7008 30:19 `id > 1`: an aggregate with a condition is not supported | filter the whole view with @db.view.filter
                    """)
    void problemIsReportedAtItsToken(String view, String problem) {
        assertThat(Model.of(TABLES + view.replace('¶', '\n')).problems()).isEqualTo(problem);
    }

    private static String view(String view) {
        String schema = Model.of(TABLES + view).schema();
        int start = schema.indexOf("view ");
        return schema.substring(schema.lastIndexOf('\n', start) + 1);
    }
}
