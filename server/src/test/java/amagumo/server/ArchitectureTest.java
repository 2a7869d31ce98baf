package amagumo.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses AMAGUMO = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("amagumo");

    @Test
    void serverKnowsModelAndModelKnowsIngestAndNeverBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("ingest")
                .definedBy("amagumo.ingest..")
                .layer("model")
                .definedBy("amagumo.model..")
                .layer("server")
                .definedBy("amagumo.server..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("server")
                .check(AMAGUMO);
    }

    @Test
    void packagesDependOnEachOtherOneWayOnly() {
        slices().matching("amagumo.(*).(*)..").should().beFreeOfCycles().check(AMAGUMO);
    }

    @Test
    void ingestKnowsNoTensors() {
        noClasses()
                .that()
                .resideInAPackage("amagumo.ingest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                .check(AMAGUMO);
    }

    @Test
    void onlyTheCommandLineWritesToTheUsersStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("amagumo.server.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(AMAGUMO);
    }

    @Test
    void commandsStartTheApplicationWhichStartsTheApiWhichCallsUseCasesAndNeverBack() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("amagumo.server..")
                .ensureAllClassesAreContainedInArchitecture()
                .layer("cli")
                .definedBy("amagumo.server.cli..")
                .layer("app")
                .definedBy("amagumo.server.app..")
                .layer("api")
                .definedBy("amagumo.server.api..")
                .layer("doors")
                .definedBy("amagumo.server.door..")
                .layer("jobs")
                .definedBy("amagumo.server.jobs..")
                .layer("http")
                .definedBy("amagumo.server.http..")
                .layer("use cases")
                .definedBy(
                        "amagumo.server.destination..",
                        "amagumo.server.event..",
                        "amagumo.server.forecast..",
                        "amagumo.server.inspect..",
                        "amagumo.server.operation..",
                        "amagumo.server.outgoing..",
                        "amagumo.server.point..",
                        "amagumo.server.registry..",
                        "amagumo.server.retention..",
                        "amagumo.server.source..",
                        "amagumo.server.subscription..",
                        "amagumo.server.tiles..",
                        "amagumo.server.training..",
                        "amagumo.server.verification..")
                .layer("database")
                .definedBy("amagumo.server.database..")
                .layer("files and settings")
                .definedBy(
                        "amagumo.server.cache..",
                        "amagumo.server.config..",
                        "amagumo.server.coverage..",
                        "amagumo.server.export..",
                        "amagumo.server.render..",
                        "amagumo.server.report..")
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("app")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("doors")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("jobs")
                .mayOnlyBeAccessedByLayers("cli", "app", "api")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("app", "api", "doors")
                .whereLayer("http")
                .mayOnlyAccessLayers("files and settings")
                .whereLayer("use cases")
                .mayOnlyBeAccessedByLayers("cli", "app", "api", "doors", "jobs")
                .whereLayer("database")
                .mayOnlyAccessLayers("files and settings")
                .whereLayer("files and settings")
                .mayNotAccessAnyLayer()
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("amagumo.server"));
    }

    @Test
    void onlyTheCommandLineKnowsItsLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("amagumo.server.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(AMAGUMO);
    }

    @Test
    void onlyTheApiKnowsTheHttpServersLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "amagumo.server.http..",
                        "amagumo.server.api..",
                        "amagumo.server.door..",
                        "amagumo.server.outgoing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..")
                .check(AMAGUMO);
    }

    @Test
    void whatAsksOtherMachinesKnowsTheClientAlone() {
        noClasses()
                .that()
                .resideInAPackage("amagumo.server.outgoing..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty.server..", "jakarta.servlet..")
                .check(AMAGUMO);
    }

    @Test
    void nothingUsesTheCopiesOfLibrariesInsideNd4j() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("amagumo.model.file.NetworkJson") // asks the mapper that DL4J hands out
                .should()
                .dependOnClassesThat(resideInAPackage("org.nd4j.shade..")
                        // By these DL4J writes a network's own layers, losses and schedules.
                        .and(resideOutsideOfPackage("org.nd4j.shade.jackson.annotation..")))
                .check(AMAGUMO);
    }
}
