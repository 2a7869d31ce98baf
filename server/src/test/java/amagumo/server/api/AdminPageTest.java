package amagumo.server.api;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import amagumo.model.file.TrainingPeriod;
import amagumo.server.NpmClients;
import amagumo.server.config.DatabaseSettings;
import amagumo.server.config.Settings;
import amagumo.server.database.Database;
import amagumo.server.forecast.RainStore;
import amagumo.server.jobs.AttemptContext;
import amagumo.server.jobs.Job;
import amagumo.server.jobs.JobControl;
import amagumo.server.jobs.JobPolicy;
import amagumo.server.jobs.JobResult;
import amagumo.server.jobs.JobServer;
import amagumo.server.jobs.NominalTimes;
import amagumo.server.jobs.RunParameter;
import amagumo.server.registry.Lineage;
import amagumo.server.registry.ModelRegistry;
import amagumo.server.registry.ModelVersion;
import amagumo.server.registry.SampleModels;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page for operators, on a server with jobs of the test's own: one browser page for all tests. */
@ExtendWith(Chromium.Shared.class)
class AdminPageTest {

    private static final String TOKEN = "token-of-an-operator-0123456789abcdef";
    private static final Path PICTURES = Path.of("target/pictures");
    private static final NominalTimes FIVE_MINUTES = new NominalTimes(Duration.ofMinutes(5), Duration.ZERO);
    private static final Logger LOG = LoggerFactory.getLogger(AdminPageTest.class);

    private static final JobPolicy TRAINING = JobPolicy.onRequest()
            .withExpected(Duration.ofMillis(1))
            .withParameters(List.of(new RunParameter("minutes", 1, 60)));

    /** What the job train waits for after each of its steps. */
    private static final Semaphore STEPS = new Semaphore(0);

    /** How many runs of the job verify come to their end. */
    private static final Semaphore COMPARED = new Semaphore(9);

    private static Path directory;
    private static RunningServer server;
    private static Database database;
    private static JobServer jobs;
    private static JobControl control;
    private static ViewerPage viewer;
    private static Page page;

    /** A job made of its parts. */
    private record MadeJob(String name, JobPolicy policy, Work work) implements Job {

        private interface Work {
            JobResult run(AttemptContext attempt) throws Exception;
        }

        @Override
        public JobResult run(AttemptContext attempt) throws Exception {
            return work.run(attempt);
        }
    }

    @BeforeAll
    static void start(Chromium chromium) throws Exception {
        // The page shows where it is: a short name.
        directory = Files.createDirectory(Path.of("target", "kanto-" + Long.toString(System.nanoTime(), 36)));
        Path tokens = Files.writeString(directory.resolve("tokens"), TOKEN);
        Files.setPosixFilePermissions(tokens, PosixFilePermissions.fromString("rw-------"));
        Path settings = Files.writeString(
                directory.resolve("amagumo.conf"), "serve.http.token-file = \"%s\"".formatted(tokens));
        Path store = directory.resolve("store");
        RainStore.append(store, FIVE_MINUTES.latest(Instant.now()).minus(Duration.ofMinutes(30)), 7);
        server = RunningServer.over(store, Settings.read(settings).serve().server());
        database = Database.open(DatabaseSettings.EMBEDDED, store.resolve("state"));
        jobs = JobServer.start(database, Settings.defaults().jobs(), store.resolve("logs"), jobs());
        registerModels(ModelRegistry.of(database, store.resolve("state"), Clock.systemUTC()));
        control = new JobControl(database, store.resolve("logs"));
        for (String job : List.of("export", "forecast", "prune")) {
            run(job, Optional.empty());
        }
        control.backfill(
                "verify", Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-03-01T01:55:00Z"), "a test");
        viewer = ViewerPage.withoutMotion(chromium, server.address());
        page = viewer.page;
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000); // beside other tests
    }

    private static List<Job> jobs() {
        return List.of(
                new MadeJob("watch", JobPolicy.continuously(), attempt -> {
                    Thread.sleep(Long.MAX_VALUE);
                    return JobResult.succeeded("");
                }),
                new MadeJob("train", TRAINING, attempt -> {
                    for (int step = 1; step <= 3; step++) {
                        LOG.info("step {} of 3, loss 0.{}", step, 9 - step);
                        STEPS.acquire();
                    }
                    return JobResult.succeeded("trained model version 2 from version 1");
                }),
                new MadeJob(
                        "forecast",
                        JobPolicy.onRequest().withTimes(Optional.of(FIVE_MINUTES)),
                        attempt -> JobResult.succeeded("forecast by convlstm of " + attempt.nominalTime())),
                new MadeJob("verify", JobPolicy.onRequest().withTimes(Optional.of(FIVE_MINUTES)), attempt -> {
                    COMPARED.acquire();
                    return JobResult.succeeded("15 leads of forecasts compared");
                }),
                new MadeJob("export", JobPolicy.onRequest().withRetries(0, Duration.ofSeconds(1)), attempt -> {
                    throw new IOException("the portal answered with status 503");
                }),
                new MadeJob(
                        "prune",
                        JobPolicy.onSchedule(new NominalTimes(Duration.ofHours(1), Duration.ofMinutes(17))),
                        attempt -> JobResult.succeeded("nothing was old enough")));
    }

    /** Runs a job to its end. */
    private static void run(String job, Optional<Instant> time) throws Exception {
        JobControl.Requested run = control.run(job, time, "command by a test", Map.of());
        while (control.isUnderWay(run)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void registerModels(ModelRegistry registry) throws IOException {
        ModelVersion first = registry.register(SampleModels.write(directory, "convlstm"), "the settings");
        Lineage trained = new Lineage(
                "job train, attempt 4711",
                first.lineage().data(),
                List.<TrainingPeriod>of(),
                first.lineage().steps() + 2000,
                Map.of("learningRate", "2e-4"),
                Map.of("mse", 1.8421, "csi_1", 0.41327));
        registry.register(SampleModels.write(directory, "convlstm-night"), first, trained);
        registry.promote(registry.aliases(), first.number(), "a test", "the settings name this model");
    }

    @AfterAll
    static void stop() {
        STEPS.release(100);
        COMPARED.release(100);
        if (viewer != null) {
            viewer.forgiveUnanswered();
            viewer.close();
        }
        if (jobs != null) {
            jobs.close();
            database.close();
        }
        server.close();
    }

    @BeforeEach
    void openAndSignIn() {
        page.setViewportSize(1440, 900);
        viewer.navigate("admin?lang=en");
        page.fill("#token", TOKEN);
        page.click("#enter");
        page.waitForSelector("#live[data-live=true]");
        go("#/jobs");
        page.waitForSelector(".grid.jobs");
    }

    @Test
    void aTokenIsAskedForRefusedIfItIsNotKnownAndKeptNowhere() {
        page.click("#lock");
        assertEquals("", page.textContent("#view"));
        page.fill("#token", "short");
        page.click("#enter");
        assertThat(page.locator("#refusal")).containsText("32 to 512");
        page.fill("#token", TOKEN.replace('0', '1'));
        page.click("#enter");
        assertThat(page.locator("#refusal")).containsText("does not know this token");
        page.fill("#token", TOKEN);
        page.click("#enter");
        page.waitForSelector(".grid.jobs");
        assertEquals("", page.inputValue("#token"));
        assertEquals("{}", page.evaluate("() => JSON.stringify(sessionStorage)"));
        assertEquals(false, page.evaluate("token => JSON.stringify(localStorage).includes(token)", TOKEN));
        assertEquals("", page.evaluate("() => document.cookie"));
        assertFalse(page.url().contains(TOKEN), page::url);
        page.reload();
        assertTrue(page.isVisible("#gate"));
    }

    @Test
    void aRunIsAskedForAndItsLogReadAsItGrowsToItsEnd() {
        page.click("[data-key='run train']");
        confirm();
        page.click(row("train") + " a.name");
        page.click(".attempts li:has(.chip:text-is('Running')) a.number");
        Locator log = page.locator("pre.log");
        assertThat(log).containsText("step 1 of 3");
        assertThat(page.locator(".part [role=status]")).hasText("growing");
        assertThat(log).not().containsText("step 2 of 3");
        STEPS.release();
        assertThat(log).containsText("step 2 of 3");
        STEPS.release(2);
        assertThat(log).containsText("succeeded: trained model version 2 from version 1");
        assertThat(page.locator(".part [role=status]")).hasText("complete");
        assertThat(page.locator(".outcome")).containsText("Overrun");
        assertEquals(
                "succeeded", page.evaluate("() => document.querySelector('.outcome .chip').textContent.toLowerCase()"));
    }

    @Test
    void aRunIsGivenWhatItsJobTakesWithinItsRange() {
        page.click("[data-key='run prune']");
        assertThat(page.locator("dialog input")).hasCount(1);
        page.keyboard().press("Escape");
        page.click("[data-key='run train']");
        assertThat(page.locator("dialog")).containsText("From 1 to 60");
        page.fill("dialog [name=minutes]", "61");
        page.click("dialog .action:not([type=button])");
        assertThat(page.locator("dialog .refusal")).not().isEmpty();
        page.fill("dialog [name=minutes]", "10");
        confirm();
        page.click(row("train") + " a.name");
        page.click(".attempts li:has(.chip:text-is('Running')) a.number");
        STEPS.release(3);
        assertThat(page.locator("#view .facts")).containsText("minutes=10");
        assertThat(page.locator("#view .outcome")).containsText("Succeeded");
        page.click("[data-key=again]");
        assertThat(page.locator("dialog [name=minutes]")).hasValue("10");
    }

    @Test
    void whoOnlyLooksSeesAllOfItAndNoButtonThatChangesAnythingUntilATokenIsGiven() {
        page.click("#lock");
        page.click("#look");
        page.waitForSelector("#live[data-live=true]");
        for (String language : List.of("トークンを入力", "Enter a token")) {
            page.click("#language");
            assertThat(page.locator("#unlock")).hasText(language);
            for (String view : List.of("jobs", "jobs/export", "attempts/2", "models", "models/2")) {
                go("#/" + view);
                page.waitForSelector("#view :is(.grid, .facts)");
                assertThat(page.locator("#view button:not([data-key=older])")).hasCount(0);
            }
        }
        assertThat(page.locator("#server-body .disks")).isVisible();
        assertThat(page.locator("#lock")).isHidden();
        go("#/attempts/2");
        assertThat(page.locator("pre.log")).containsText("attempt 2 of ");
        picture("admin-look");
        page.click("#unlock");
        page.fill("#token", TOKEN);
        page.click("#enter");
        page.waitForSelector("[data-key=again]");
        assertThat(page.locator("#unlock")).isHidden();
        go("#/jobs");
        page.waitForSelector("[data-key='run prune']");
    }

    @Test
    void whereNobodyMayLookWithoutATokenThePageSaysWhatDecidesThat() {
        page.click("#lock");
        page.route(
                "**/api/v1/status",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(401)
                        .setContentType("application/problem+json")
                        .setBody("{\"status\":401,\"detail\":\"a token is needed, in the header Authorization\"}")));
        page.click("#look");
        assertThat(page.locator("#refusal")).containsText("serve.http.operations");
        page.unroute("**/api/v1/status");
        page.click("#look");
        page.waitForSelector("#live[data-live=true]");
    }

    @Test
    void anAttemptIsKilledAndSaysByWhom() {
        page.click("[data-key='run train']");
        confirm();
        page.click(row("train") + " a.name");
        page.click(".attempts li:has(.chip:text-is('Running')) a.number");
        page.click("[data-key=kill]");
        assertThat(page.locator("dialog")).containsText("not tried again");
        confirm();
        assertThat(page.locator("#view .outcome")).containsText("Killed");
        assertThat(page.locator("pre.log")).containsText("killed by HTTP from 127.0.0.1");
    }

    @Test
    void aJobIsPausedWithAReasonAndResumed() {
        page.click("[data-key='pause forecast']");
        assertThat(page.locator("dialog")).containsText("No run of forecast begins until it is resumed");
        page.fill("dialog [name=reason]", "the disk is being moved");
        confirm();
        assertThat(page.locator(row("forecast"))).containsText("HTTP from 127.0.0.1: the disk is being moved");
        assertThat(page.locator(row("forecast") + " [data-key='run forecast']")).hasCount(0);
        go("#/jobs/forecast");
        page.click("[data-key=backfill]");
        page.fill("dialog [name=from]", "2024-03-01T00:00");
        page.fill("dialog [name=until]", "2024-03-01T02:00");
        confirm();
        assertThat(page.locator("#view .backfill")).containsText("0 of 25");
        picture("admin-job");
        page.click("[data-key=resume]");
        assertThat(page.locator("#view .backfill")).hasCount(0);
        assertThat(page.locator("#view .attempts")).containsText("2024-03-01 02:00");
        page.click("[data-key=run]");
        page.fill("dialog [name=at]", "2024-03-02T12:00");
        confirm();
        page.click(".attempts li:has-text('2024-03-02 12:00') a.number");
        assertThat(page.locator("#view .facts")).containsText("2024-03-02 12:00");
    }

    @Test
    void valuesAreSetAndWhatTheServerRefusesIsSaidInTheQuestion() {
        go("#/jobs/prune");
        page.click("[data-key=set]");
        page.fill("dialog [name=name]", "a b");
        page.fill("dialog [name=value]", "1");
        page.click("dialog .action:not([type=button])");
        assertThat(page.locator("dialog .refusal")).containsText("letters, digits, dots, hyphens and underscores");
        page.fill("dialog [name=name]", "until");
        confirm();
        assertThat(page.locator("#view .parameters")).containsText("until");
        page.click("[data-key='set until']");
        page.fill("dialog [name=value]", "2");
        confirm();
        assertThat(page.locator("#view .parameters .value")).hasText("2");
    }

    @Test
    void aFailureIsSeenAtOnceWithItsReasonAndPagesOfAttemptsFollowEachOther() throws Exception {
        for (int minute = 0; minute < 21; minute++) {
            run("export", Optional.of(Instant.parse("2024-03-01T00:%02d:00Z".formatted(minute))));
        }
        assertThat(page.locator(row("export"))).containsText("the portal answered with status 503");
        go("#/jobs/export");
        assertThat(page.locator(".attempts li")).hasCount(21); // 20, and the heads
        page.click("[data-key=older]");
        assertThat(page.locator(".attempts li:has-text('2024-03-01 00:00')")).hasCount(1);
    }

    @Test
    void aVersionIsPromotedAfterTheQuestionSaysWhatWillHappenAndRolledBack() {
        page.click("#to-models");
        page.waitForSelector(".versions");
        picture("admin-models");
        page.click("[data-key='promote 2']");
        assertThat(page.locator("dialog")).containsText("Version 2 (convlstm-night) becomes the champion");
        assertThat(page.locator("dialog")).containsText("Version 1, the champion now, becomes the previous one");
        page.click("dialog .action:not([type=button])");
        assertThat(page.locator("dialog .refusal")).hasText("This is needed.");
        page.fill("dialog [name=why]", "better in the rain of June");
        confirm();
        assertThat(page.locator(".aliases li >> nth=0")).containsText("Version 2");
        page.click(".aliases a:has-text('Version 2')");
        assertThat(page.locator("#view")).containsText("0.4133");
        assertThat(page.locator(".lineage")).containsText("Version 1");
        page.goBack();
        page.click("[data-key=rollback]");
        assertThat(page.locator("dialog")).containsText("Version 1 (convlstm) serves again");
        page.fill("dialog [name=why]", "too much rain since Monday");
        confirm();
        assertThat(page.locator(".aliases li >> nth=0")).containsText("Version 1");
        assertThat(page.locator(".moves")).containsText("too much rain since Monday");
    }

    @Test
    void nothingIsWrongForReadersWithAKeyboardAScreenReaderOrWeakEyes() throws IOException {
        Path axe = NpmClients.installed("axe-core").resolve("axe.min.js");
        assertThat(page.locator(row("verify"))).containsText("9 of 24");
        picture("admin");
        for (String theme : List.of("light", "dark")) {
            for (String view : List.of("jobs", "jobs/verify", "attempts/2", "models/2")) {
                go("#/" + view);
                page.waitForSelector("#view :is(.grid, .facts)");
                assertNothingWrong(axe, view + ", " + theme);
                picture("admin-%s-%s".formatted(view.replace('/', '-'), theme));
            }
            page.click("#theme");
        }
        page.setViewportSize(768, 1024);
        go("#/jobs");
        page.click("[data-key='pause prune']");
        assertNothingWrong(axe, "a question");
        picture("admin-question");
        page.keyboard().press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
        assertFits("admin-tablet");
        page.setViewportSize(390, 844);
        page.click("#language");
        assertThat(page.locator("#view h2")).hasText("ジョブ");
        assertFits("admin-phone-jobs");
        assertNothingWrong(axe, "on a phone, in Japanese");
        go("#/models");
        page.waitForSelector(".versions");
        assertFits("admin-phone-models");
        page.click("#lock");
        assertNothingWrong(axe, "the gate");
        assertFits("admin-phone-gate");
    }

    /** Nothing stands beyond the right edge. */
    private static void assertFits(String name) {
        picture(name);
        assertEquals(true, page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), name);
    }

    private static String row(String job) {
        return ".grid.jobs li:has(a.name:text-is('%s'))".formatted(job);
    }

    private static void go(String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
    }

    /** Answers the question that is open, and waits until it is gone. */
    private static void confirm() {
        page.click("dialog .action:not([type=button])");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    private static void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static void assertNothingWrong(Path axe, String where) throws IOException {
        page.evaluate(Files.readString(axe));
        Object found = page.evaluate(
                """
                async () => (await axe.run()).violations
                  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`))
                """);
        assertEquals(List.of(), found, where);
    }
}
