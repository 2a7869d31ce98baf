package amagumo.ingest.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** FIPS 180-4's examples (NIST, "SHA-256 example values"). */
class Sha256Test {

    private static final String OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String TWO_BLOCKS = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    private static final String OF_TWO_BLOCKS = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";

    @Test
    void isThatOfThePublishedExamples() {
        assertEquals(OF_ABC, Sha256.of(ascii("abc")));
        assertEquals(OF_TWO_BLOCKS, Sha256.of(ascii(TWO_BLOCKS)));
    }

    @Test
    void ofPiecesIsThatOfTheWhole() {
        Sha256 digest = new Sha256();
        for (int i = 0; i < TWO_BLOCKS.length(); i += 5) {
            digest.update(ascii(TWO_BLOCKS.substring(i, Math.min(i + 5, TWO_BLOCKS.length()))));
        }
        assertEquals(OF_TWO_BLOCKS, digest.hex());
        assertEquals(OF_ABC, digest.update(ascii("abc")).hex(), "begins anew");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
