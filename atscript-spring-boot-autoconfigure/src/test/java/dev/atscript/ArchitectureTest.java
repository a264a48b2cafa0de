package dev.atscript;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.stream.IntStream;

/** The arrows between the packages, and what each of them may use. */
@AnalyzeClasses(packages = "dev.atscript", importOptions = ArchitectureTest.MainClasses.class)
class ArchitectureTest {

    /** Each may use the ones before it. */
    private static final List<String> ORDER = List.of(
            "dev.atscript.lang..",
            "dev.atscript.db.model..",
            "dev.atscript.db.schema..",
            "dev.atscript.db.dialect..",
            "dev.atscript.db.sync..",
            "dev.atscript.db.report..",
            "dev.atscript.boot..");

    private static final String[] JDK = {"java..", "javax..", "org.jspecify.."};

    @ArchTest
    static final ArchRule arrowsGoOneWay = CompositeArchRule.of(IntStream.range(0, ORDER.size() - 1)
            .mapToObj(i -> (ArchRule) noClasses()
                    .that()
                    .resideInAPackage(ORDER.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new))
                    .allowEmptyShould(true))
            .toList());

    @ArchTest
    static final ArchRule everyClassHasItsPlaceInTheOrder =
            classes().should().resideInAnyPackage(ORDER.toArray(String[]::new)).allowEmptyShould(true);

    @ArchTest
    static final ArchRule languageUsesTheJdkOnly = usesOnlyTheJdkAnd("dev.atscript.lang..");

    @ArchTest
    static final ArchRule modelUsesTheJdkTheLanguageAndAJsonReaderOnly =
            usesOnlyTheJdkAnd("dev.atscript.db.model..", "dev.atscript.lang..", "tools.jackson..");

    @ArchTest
    static final ArchRule schemaUsesTheJdkOnly = usesOnlyTheJdkAnd("dev.atscript.db.schema..");

    @ArchTest
    static final ArchRule onlyBootUsesSpringBoot = noClasses()
            .that()
            .resideOutsideOfPackage("dev.atscript.boot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.springframework.boot..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule dialectsDoNotKnowEachOther = slices().matching("dev.atscript.db.dialect.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.atscript.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule catalogueIsReadInBulk = noClasses()
            .should()
            .callMethodWhere(target(nameMatching("getColumns|getTables"))
                    .and(target(owner(JavaClass.Predicates.assignableTo(DatabaseMetaData.class)))))
            .because("it walks table by table, and a dialect reads its catalogue in a fixed number of queries")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyBootPrints = noClasses()
            .that()
            .resideOutsideOfPackage("dev.atscript.boot..")
            .should(ACCESS_STANDARD_STREAMS)
            .allowEmptyShould(true);

    private static ArchRule usesOnlyTheJdkAnd(String self, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(self)
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(JDK)
                        .and(resideOutsideOfPackages(self))
                        .and(resideOutsideOfPackages(others)))
                .allowEmptyShould(true);
    }

    /** The library's own option for this knows {@code target/test-classes} only, where a quick build does not put them. */
    static final class MainClasses implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
