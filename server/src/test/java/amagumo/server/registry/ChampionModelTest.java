package amagumo.server.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.Persistence;
import amagumo.server.Interleavings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * The model that serves beside the alias that moves, in every order that Lincheck finds. The alias itself is a row, for which servers
 * race in transactions: {@link ModelRegistryTest}.
 */
class ChampionModelTest {

    private static final int ORDERS = 500; // each of them logs

    private static final List<ModelVersion> VERSIONS = List.of(version(0), version(1), version(2));
    private static final List<Nowcaster> NOWCASTERS = List.of(new Persistence(), new Persistence(), new Persistence());

    @Test
    void whoForecastsHasTheNetworkOfTheVersionThatHeNamesAndNeverGoesBackWhileTheAliasMovesOn() {
        Interleavings.of(ORDERS, () -> {
            AtomicReference<ModelVersion> alias = new AtomicReference<>(VERSIONS.get(0));
            Champion champion = champion(alias, new Champion.Served(VERSIONS.get(0), NOWCASTERS.get(0)));
            AtomicReference<Champion.Served> one = new AtomicReference<>();
            AtomicReference<Champion.Served> next = new AtomicReference<>();
            Thread promoter = new Thread(() -> VERSIONS.forEach(alias::set));
            Thread forecaster = new Thread(() -> {
                one.set(champion.served());
                next.set(champion.served());
            });
            promoter.start();
            forecaster.start();
            champion.look();
            Interleavings.join(promoter);
            Interleavings.join(forecaster);
            assertIsWhole(one.get());
            assertIsWhole(next.get());
            assertTrue(one.get().version().number() <= next.get().version().number());
            assertIsWhole(champion.served());
            champion.look();
            assertEquals(VERSIONS.get(2), champion.served().version());
        });
    }

    private static void assertIsWhole(Champion.Served served) {
        assertSame(NOWCASTERS.get((int) served.version().number()), served.nowcaster());
    }

    private static Champion champion(AtomicReference<ModelVersion> alias, Champion.Served first) {
        return new Champion(() -> Optional.of(alias.get()), version -> NOWCASTERS.get((int) version.number()), first);
    }

    private static ModelVersion version(long number) {
        return new ModelVersion(
                number,
                "0".repeat(64),
                "model",
                1,
                Instant.EPOCH,
                Optional.empty(),
                new Lineage("a test", List.of(), List.of(), 0, Map.of(), Map.of()),
                Optional.empty());
    }
}
