package amagumo.server.registry;

import amagumo.model.file.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of versions, aliases and their moves. */
final class RegistryRows {

    private static final String VERSIONS =
            "select version, sha256, name, octets, registered, parent, lineage, removed from model_versions ";

    private RegistryRows() {}

    static Optional<ModelVersion> find(Handle handle, long number) {
        return handle.createQuery(VERSIONS + "where version = :version")
                .bind("version", number)
                .map((row, context) -> version(row))
                .findOne();
    }

    static Optional<ModelVersion> find(Handle handle, String sha256) {
        return handle.createQuery(VERSIONS + "where sha256 = :sha256")
                .bind("sha256", sha256)
                .map((row, context) -> version(row))
                .findOne();
    }

    static List<ModelVersion> before(Handle handle, long number, int limit) {
        return handle.createQuery(VERSIONS + "where version < :before order by version desc limit :limit")
                .bind("before", number)
                .bind("limit", limit)
                .map((row, context) -> version(row))
                .list();
    }

    /** Takes the registry's row until the transaction ends: one transaction at a time gets beyond this. */
    static void take(Handle handle) {
        handle.execute("update model_registry set revision = revision");
    }

    /** The number of the next version, for who has taken the registry's row. */
    static long nextVersion(Handle handle) {
        return handle.createQuery("select coalesce(max(version), 0) + 1 from model_versions")
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, ModelVersion version) {
        handle.createUpdate("insert into model_versions (version, sha256, name, octets, registered, parent, lineage)"
                        + " values (:version, :sha256, :name, :octets, :registered, :parent, :lineage)")
                .bind("version", version.number())
                .bind("sha256", version.sha256())
                .bind("name", version.name())
                .bind("octets", version.octets())
                .bind("registered", version.registered().toEpochMilli())
                .bind("parent", version.parent().orElse(null))
                .bind("lineage", json(version.lineage()))
                .execute();
    }

    /** Versions whose files are kept and that neither are among the newest nor have an alias or a place in the settings. */
    static List<ModelVersion> beyond(Handle handle, int newest) {
        return handle.createQuery(VERSIONS + "where removed is null"
                        + " and version not in (select version from model_versions where removed is null"
                        + " order by registered desc, version desc limit :newest)"
                        + " and version not in (select version from model_aliases)"
                        + " and sha256 not in (select coalesce(named_by_settings, '') from model_registry)"
                        + " order by version")
                .bind("newest", newest)
                .map((row, context) -> version(row))
                .list();
    }

    /** Versions whose files are not kept any more. */
    static List<ModelVersion> removed(Handle handle) {
        return handle.createQuery(VERSIONS + "where removed is not null order by version")
                .map((row, context) -> version(row))
                .list();
    }

    static void remove(Handle handle, ModelVersion version, Instant now) {
        handle.createUpdate("update model_versions set removed = :now where version = :version")
                .bind("now", now.toEpochMilli())
                .bind("version", version.number())
                .execute();
    }

    /** The file of a version came again: it is one of the newest. */
    static void restore(Handle handle, ModelVersion version, Instant now) {
        handle.createUpdate("update model_versions set removed = null, registered = :now where version = :version")
                .bind("now", now.toEpochMilli())
                .bind("version", version.number())
                .execute();
    }

    /** By one statement, so that the revision and the aliases are of one moment. */
    static Aliases aliases(Handle handle) {
        return handle.createQuery(
                        "select revision, alias, version from model_registry left join model_aliases on 1 = 1")
                .reduceRows(new Aliases(0, Map.of()), (aliases, row) -> {
                    Aliases read = new Aliases(row.getColumn("revision", Long.class), aliases.versions());
                    String alias = row.getColumn("alias", String.class);
                    return alias == null
                            ? read
                            : read.with(Alias.parse(alias), Optional.of(row.getColumn("version", Long.class)));
                });
    }

    /** Takes the registry's row until the transaction ends, if aliases have not been moved since. */
    static boolean nextRevision(Handle handle, long expected) {
        return handle.createUpdate("update model_registry set revision = revision + 1 where revision = :expected")
                        .bind("expected", expected)
                        .execute()
                == 1;
    }

    /** SHA-256 of the file that settings named last, if they ever did. */
    static Optional<String> namedBySettings(Handle handle) {
        return handle.createQuery("select named_by_settings from model_registry")
                .mapTo(String.class)
                .findOne();
    }

    static void setNamedBySettings(Handle handle, String sha256) {
        handle.createUpdate("update model_registry set named_by_settings = :sha256")
                .bind("sha256", sha256)
                .execute();
    }

    static void move(Handle handle, AliasMove move) {
        handle.createUpdate("delete from model_aliases where alias = :alias")
                .bind("alias", move.alias().toString())
                .execute();
        move.to().ifPresent(version -> handle.createUpdate(
                        "insert into model_aliases (alias, version) values (:alias, :version)")
                .bind("alias", move.alias().toString())
                .bind("version", version)
                .execute());
        handle.createUpdate("insert into model_alias_moves"
                        + " (revision, alias, from_version, to_version, moved, who, why)"
                        + " values (:revision, :alias, :from, :to, :moved, :who, :why)")
                .bind("revision", move.revision())
                .bind("alias", move.alias().toString())
                .bind("from", move.from().orElse(null))
                .bind("to", move.to().orElse(null))
                .bind("moved", move.moved().toEpochMilli())
                .bind("who", move.who())
                .bind("why", move.why())
                .execute();
    }

    static List<AliasMove> moves(Handle handle, int limit) {
        return handle.createQuery("select revision, alias, from_version, to_version, moved, who, why"
                        + " from model_alias_moves order by revision desc, alias limit :limit")
                .bind("limit", limit)
                .map((row, context) -> new AliasMove(
                        row.getLong("revision"),
                        Alias.parse(row.getString("alias")),
                        number(row, "from_version"),
                        number(row, "to_version"),
                        Instant.ofEpochMilli(row.getLong("moved")),
                        row.getString("who"),
                        row.getString("why")))
                .list();
    }

    private static ModelVersion version(ResultSet row) throws SQLException {
        return new ModelVersion(
                row.getLong("version"),
                row.getString("sha256"),
                row.getString("name"),
                row.getLong("octets"),
                Instant.ofEpochMilli(row.getLong("registered")),
                number(row, "parent"),
                lineage(row.getString("lineage")),
                number(row, "removed").map(Instant::ofEpochMilli));
    }

    private static Optional<Long> number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    private static String json(Lineage lineage) {
        try {
            return Json.MAPPER.writeValueAsString(lineage);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Lineage lineage(String json) {
        try {
            return Json.MAPPER.readValue(json, Lineage.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a lineage in the database cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
