package amagumo.server.api;

import amagumo.ingest.software.Software;
import amagumo.ingest.store.StoreDescription;
import amagumo.ingest.store.StoredFrame;
import amagumo.server.forecast.ServedFrames;
import amagumo.server.http.Json;
import amagumo.server.http.Resource;
import amagumo.server.http.Routes;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobQueue;
import amagumo.server.retention.DiskSpace;
import io.javalin.http.Context;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

/** What the server has to work with: its frames, the room on its disks, and how much waits to be done. */
final class StatusResource implements Resource {

    private final ServedFrames frames;
    private final List<DiskSpace> disks;
    private final JobControl jobs;

    StatusResource(ServedFrames frames, List<DiskSpace> disks, JobControl jobs) {
        this.frames = frames;
        this.disks = disks;
        this.jobs = jobs;
    }

    /**
     * What the server has.
     *
     * @param software name and version
     * @param started when the process began
     * @param store null while it is awaited
     * @param queue runs that wait and that are under way, on all servers
     */
    record Status(String software, String started, Store store, List<Disk> disks, JobQueue.Length queue) {}

    /**
     * The store of frames. The first and the last are null if it has none.
     *
     * @param octets of the frames' messages
     */
    record Store(
            String directory,
            int frames,
            long octets,
            String firstFrame,
            String lastFrame,
            int stepMinutes,
            int nx,
            int ny) {}

    /**
     * A disk.
     *
     * @param directory that lies on it
     * @param minFreeOctets below which nothing but frames is written
     */
    record Disk(String directory, long freeOctets, long totalOctets, long minFreeOctets) {}

    @Override
    public void addTo(Routes routes) {
        routes.getForOperations(Api.V1 + "/status", Set.of(), this::status);
    }

    private void status(Context context) {
        Json.answerOnce(
                context,
                new Status(
                        Software.NAME_AND_VERSION,
                        Instant.ofEpochMilli(
                                        ManagementFactory.getRuntimeMXBean().getStartTime())
                                .toString(),
                        frames.description().map(this::store).orElse(null),
                        disks.stream().map(StatusResource::disk).toList(),
                        jobs.queueLength()));
    }

    private Store store(StoreDescription description) {
        NavigableMap<Instant, StoredFrame> stored = frames.byTime();
        return new Store(
                frames.directory().toString(),
                stored.size(),
                stored.values().stream().mapToLong(StoredFrame::octets).sum(),
                stored.isEmpty() ? null : stored.firstKey().toString(),
                stored.isEmpty() ? null : stored.lastKey().toString(),
                description.stepMinutes(),
                description.grid().nx(),
                description.grid().ny());
    }

    private static Disk disk(DiskSpace disk) {
        DiskSpace.Room room = disk.room();
        return new Disk(disk.directory().toString(), room.freeOctets(), room.totalOctets(), disk.minFreeOctets());
    }
}
