package amagumo.server.api;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Takes the pictures of both READMEs from the page of a server that runs, such as {@code ./amagumo demo}; it is no test, and runs when it is
 * named: {@code ./mvnw -pl server test -Dtest=PagePictures -Dpage=http://127.0.0.1:8080/ -Dpictures=../docs}.
 */
@ExtendWith(Chromium.Shared.class)
class PagePictures {

    private static final String PAGE = System.getProperty("page", "");
    private static final Path PICTURES = Path.of(System.getProperty("pictures", "target/pictures"));
    private static final String TOKYO = "#8/35.9/139.7";
    /** Of the animation, in hundredths of a second; the last one longer. */
    private static final int PAUSE = 18, LAST_PAUSE = 120;

    @Test
    void take(Chromium chromium) throws IOException {
        assumeTrue(!PAGE.isEmpty(), "-Dpage names no server");
        Files.createDirectories(PICTURES);
        try (BrowserContext context = context(chromium, 1440, 900, "en-GB")) {
            Page page = open(context, TOKYO);
            forward(page, 7);
            save(page, "map.png");
        }
        try (BrowserContext context = context(chromium, 1440, 900, "ja-JP")) {
            save(open(context, TOKYO), "map-ja.png");
        }
        try (BrowserContext context = context(chromium, 390, 844, "en-GB")) {
            Page page = open(context, "#7.5/35.9/139.7&place=35.44,139.64");
            page.waitForSelector(".bars");
            save(page, "map-phone.png");
        }
        try (BrowserContext context = context(chromium, 640, 480, "en-GB")) {
            animate(open(context, "?embed#7/35.9/139.7"));
        }
    }

    private static BrowserContext context(Chromium chromium, int width, int height, String language) {
        return chromium.browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setTimezoneId("Asia/Tokyo")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK));
    }

    private static Page open(BrowserContext context, String address) {
        Page page = context.newPage();
        page.setDefaultTimeout(300_000);
        page.navigate(PAGE + address);
        page.waitForSelector("body[data-state=ready]");
        page.waitForCondition(() -> page.locator("#buffer i:not(.there)").count() == 0);
        drawn(page);
        return page;
    }

    private static void drawn(Page page) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private static void forward(Page page, int frames) {
        for (int i = 0; i < frames; i++) {
            page.keyboard().press("ArrowRight");
        }
        drawn(page);
    }

    private static void save(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)));
    }

    /** All frames, one after the other, as a GIF. */
    private static void animate(Page page) throws IOException {
        int frames = Integer.parseInt(page.getAttribute("#slider", "max")) + 1;
        page.keyboard().press("Home");
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out =
                ImageIO.createImageOutputStream(Files.newOutputStream(PICTURES.resolve("map.gif")))) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int frame = 0; frame < frames; frame++) {
                drawn(page);
                BufferedImage picture = ImageIO.read(new ByteArrayInputStream(page.screenshot()));
                BufferedImage indexed =
                        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_BYTE_INDEXED);
                indexed.createGraphics().drawImage(picture, 0, 0, null);
                writer.writeToSequence(
                        new IIOImage(
                                indexed, null, metadata(writer, indexed, frame == frames - 1 ? LAST_PAUSE : PAUSE)),
                        null);
                page.keyboard().press("ArrowRight");
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    /** How long a picture is shown, and that it all begins again (GIF89a, graphic control and Netscape's application extension). */
    private static IIOMetadata metadata(ImageWriter writer, BufferedImage picture, int hundredths) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(picture), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode)
                root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", String.valueOf(hundredths));
        IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
        loop.setAttribute("applicationID", "NETSCAPE");
        loop.setAttribute("authenticationCode", "2.0");
        loop.setUserObject(new byte[] {1, 0, 0});
        IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
        extensions.appendChild(loop);
        root.appendChild(extensions);
        metadata.setFromTree(format, root);
        return metadata;
    }
}
