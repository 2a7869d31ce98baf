package amagumo.server.app;

import amagumo.model.file.ModelFile;
import amagumo.model.nowcast.ConvLstmNowcaster;
import amagumo.model.nowcast.Nowcaster;
import amagumo.model.nowcast.NowcasterName;
import amagumo.server.forecast.Predictions;
import amagumo.server.forecast.ServedNowcaster;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import java.io.IOException;
import java.util.Optional;

/** Nowcasters for the predictions alone, of the kinds and the model that serve. The network is kept until another model serves. */
final class OwnNowcasters implements Predictions.Instances {

    private final ModelRegistry registry;
    private Optional<Loaded> loaded = Optional.empty();

    /** The network of a model file. */
    private record Loaded(String modelVersion, Nowcaster network) {}

    OwnNowcasters(ModelRegistry registry) {
        this.registry = registry;
    }

    @Override
    public synchronized Nowcaster like(ServedNowcaster served) throws IOException {
        if (served.modelVersion().isEmpty()) {
            return NowcasterName.of(served.id())
                    .flatMap(NowcasterName::withoutModel)
                    .orElseThrow(() -> new IOException("there is no other nowcaster %s".formatted(served.id())));
        }
        if (loaded.filter(known -> known.modelVersion().equals(served.modelVersion()))
                .isEmpty()) {
            ModelVersion version = registry.find(served.modelVersion())
                    .orElseThrow(() -> new IOException("the model that serves is not registered"));
            Nowcaster network = ConvLstmNowcaster.of(ModelFile.read(registry.file(version)));
            loaded = Optional.of(new Loaded(served.modelVersion(), network));
        }
        return loaded.orElseThrow().network();
    }
}
