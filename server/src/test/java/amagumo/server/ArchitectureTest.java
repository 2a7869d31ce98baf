package amagumo.server;

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
}
