package amagumo.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of ingest and model, and which of the others each may know. */
class RoomsTest {

    /** A room a line: it may know the rooms behind its arrow, all of which stand above it. */
    private static final String ROOMS =
            """
            ingest.file
            ingest.software
            ingest.radar
            ingest.archive
            ingest.grib        -> ingest.radar
            ingest.jma         -> ingest.radar ingest.grib
            ingest.sample      -> ingest.radar ingest.grib ingest.jma
            ingest.store       -> ingest.file ingest.radar ingest.archive ingest.grib ingest.jma
            ingest.window      -> ingest.radar ingest.store
            ingest.export      -> ingest.radar ingest.grib ingest.jma
            model.threads
            model.backend
            model.loss
            model.schedule
            model.gates        -> model.threads
            model.convolution  -> model.threads
            model.vector       -> model.threads model.backend model.gates model.convolution
            model.convlstm     -> model.threads model.backend model.loss model.gates model.convolution model.vector
            model.pixel        -> model.threads ingest.radar
            model.motion       -> model.threads ingest.radar
            model.file         -> model.backend model.loss model.schedule model.convlstm model.pixel model.motion ingest.file ingest.radar
            model.nowcast      -> model.threads model.convlstm model.pixel model.motion model.file ingest.radar ingest.window
            model.ensemble     -> model.threads model.motion model.nowcast ingest.radar
            model.verification -> model.nowcast ingest.radar
            model.evaluation   -> model.file model.nowcast model.verification ingest.radar ingest.jma ingest.store ingest.window
            model.train        -> model.threads model.loss model.schedule model.convlstm model.pixel model.motion model.file model.nowcast model.evaluation ingest.file ingest.radar ingest.store ingest.window
            """;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("amagumo.ingest", "amagumo.model");

    @Test
    void eachRoomKnowsOnlyThoseThatItIsGiven() {
        LayeredArchitecture house = layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .ensureAllClassesAreContainedInArchitecture();
        for (String room : rooms().keySet()) {
            house = house.layer(room).definedBy("amagumo." + room + "..");
        }
        for (Map.Entry<String, List<String>> room : rooms().entrySet()) {
            house = room.getValue().isEmpty()
                    ? house.whereLayer(room.getKey()).mayNotAccessAnyLayer()
                    : house.whereLayer(room.getKey())
                            .mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
        }
        house.check(CLASSES);
    }

    @Test
    void everyArrowIsUsed() {
        Map<String, TreeSet<String>> used = new TreeMap<>();
        rooms().keySet().forEach(room -> used.put(room, new TreeSet<>()));
        CLASSES.forEach(origin -> origin.getDirectDependenciesFromSelf().forEach(dependency -> {
            String from = room(origin.getPackageName());
            String to = room(dependency.getTargetClass().getBaseComponentType().getPackageName());
            if (used.containsKey(to) && !to.equals(from)) {
                used.get(from).add(to);
            }
        }));
        Map<String, TreeSet<String>> given = new TreeMap<>();
        rooms().forEach((room, known) -> given.put(room, new TreeSet<>(known)));
        assertEquals(given, used);
    }

    @Test
    void onlyWhatDl4jWritesKnowsDl4jsCopyOfJackson() {
        noClasses()
                .that()
                .resideOutsideOfPackages("amagumo.model.convlstm", "amagumo.model.loss", "amagumo.model.schedule")
                .and()
                .doNotHaveFullyQualifiedName("amagumo.model.file.NetworkJson")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nd4j.shade..")
                .check(CLASSES);
    }

    @Test
    void onlyVectorCodeKnowsTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("amagumo.model.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    private static Map<String, List<String>> rooms() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        ROOMS.lines().forEach(line -> {
            String[] parts = line.split(" *-> ");
            rooms.put(parts[0], parts.length == 1 ? List.of() : List.of(parts[1].split(" ")));
        });
        return rooms;
    }

    /** {@code amagumo.model.vector.gates} is of {@code model.vector}. */
    private static String room(String packageName) {
        return Stream.of(packageName.split("\\."))
                .skip(1)
                .limit(2)
                .reduce((module, room) -> module + "." + room)
                .orElse("");
    }
}
