package amagumo.ingest.grib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import amagumo.ingest.radar.CellBox;
import amagumo.ingest.radar.LevelTable;
import amagumo.ingest.radar.Levels;
import amagumo.ingest.radar.RadarFrame;
import amagumo.ingest.radar.RadarGrid;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunLengthTest {

    private final Random random = new Random(20240301);

    @Test
    void levelsOfAnyBitsSurviveThePackingAndAgreeWithAPlainDecoder() throws Exception {
        for (int bits = 1; bits <= 16; bits++) {
            for (int i = 0; i < 40; i++) {
                int maxLevel = random.nextInt(1 << bits);
                int[] levels = levels(1 + random.nextInt(3000), maxLevel);
                Packing packing = packing(bits, levels);
                byte[] packed = RunLength.encode(asLevels(levels, packing.table()), packing);
                assertArrayEquals(levels, plainDecode(packed, packing, levels.length), bits + " bits");
                assertArrayEquals(levels, decode(packed, packing, levels.length), bits + " bits");
            }
        }
    }

    @Test
    void runsOfAnyLengthSurviveThePacking() throws Exception {
        for (int length : new int[] {1, 2, 250, 251, 252, 253, 62_999, 63_001, 63_002, 5_000_000}) {
            int[] levels = new int[length];
            Arrays.fill(levels, 4);
            Packing packing = packing(8, levels);
            byte[] packed = RunLength.encode(asLevels(levels, packing.table()), packing);
            assertArrayEquals(levels, decode(packed, packing, length));
        }
    }

    @Test
    void aRunOfOneLevelHasTheDigitsOfTheFormat() {
        // MV 1, base 254: 255 cells are 254 repeats, the digits 0 and 1.
        byte[] levels = new byte[255];
        Packing packing = new Packing(8, 1, new LevelTable(0, new int[] {1}));
        byte[] packed = RunLength.encode(Levels.ofBytes(levels), packing);
        assertArrayEquals(new byte[] {0, 2, 3}, packed);
    }

    @Test
    void aFieldOfMissingCellsAloneSurvivesAMessage() throws Exception {
        for (int bits : new int[] {1, 2, 8, 16}) {
            byte[] missing = new byte[24 * 16];
            byte[] message = SmallMessages.message(SmallMessages.field(SmallMessages.FOUR_LEVELS, missing, bits));
            GribField field = GribReader.read("f", message).get(0);
            assertEquals(0, field.packing().maxLevel());
            assertArrayEquals(missing, ((Levels.Bytes) field.decode()).array());
        }
    }

    @Test
    void aBoxIsTheSameAsThatBoxCutFromTheWhole() throws Exception {
        RadarGrid grid = SmallMessages.grid(37, 29);
        for (boolean wide : new boolean[] {false, true}) {
            LevelTable table = wide ? SmallMessages.THOUSAND_LEVELS : SmallMessages.FOUR_LEVELS;
            Levels levels = asLevels(levels(37 * 29, wide ? 1000 : 4), table);
            RadarFrame frame = new RadarFrame(SmallMessages.TIME, 5, grid, table, levels);
            byte[] message = SmallMessages.message(new GribWriter.Field(SmallMessages.RAIN, frame, wide ? 12 : 8));
            GribField field = GribReader.read("f", message).get(0);
            for (int i = 0; i < 500; i++) {
                int row = random.nextInt(29);
                int column = random.nextInt(37);
                CellBox box = new CellBox(row, column, 1 + random.nextInt(29 - row), 1 + random.nextInt(37 - column));
                assertArrayEquals(frame.values(box), field.frame(box).values(), box.toString());
            }
            assertThrows(IllegalArgumentException.class, () -> field.decode(new CellBox(0, 0, 30, 1)));
        }
    }

    /** Runs of levels up to a largest one, short and long. */
    private int[] levels(int cells, int maxLevel) {
        int[] levels = new int[cells];
        for (int i = 0; i < cells; ) {
            int level = random.nextInt(maxLevel + 1);
            int end = Math.min(cells, i + 1 + (int) Math.exp(random.nextDouble() * 7));
            Arrays.fill(levels, i, end, level);
            i = end;
        }
        return levels;
    }

    private static Packing packing(int bits, int[] levels) {
        int maxLevel = IntStream.of(levels).max().orElseThrow();
        int[] raw = IntStream.range(0, Math.max(1, maxLevel)).toArray();
        return new Packing(bits, maxLevel, new LevelTable(0, raw));
    }

    private static Levels asLevels(int[] levels, LevelTable table) {
        if (table.maxLevel() <= 255) {
            byte[] bytes = new byte[levels.length];
            for (int i = 0; i < levels.length; i++) {
                bytes[i] = (byte) levels[i];
            }
            return Levels.ofBytes(bytes);
        }
        short[] shorts = new short[levels.length];
        for (int i = 0; i < levels.length; i++) {
            shorts[i] = (short) levels[i];
        }
        return Levels.ofShorts(shorts);
    }

    private static int[] decode(byte[] packed, Packing packing, int cells) throws MalformedGribException {
        int[] levels = new int[cells];
        new RunLength("f", packed, 0, packed.length, packing).forEachRun(cells, 0, (level, cell, count) -> {
            Arrays.fill(levels, cell, cell + count, level);
            return true;
        });
        return levels;
    }

    /** The format's definition word for word: a string of bits, and runs as numbers without bounds. */
    private static int[] plainDecode(byte[] packed, Packing packing, int cells) {
        StringBuilder bits = new StringBuilder();
        for (byte octet : packed) {
            bits.append(
                    String.format("%8s", Integer.toBinaryString(octet & 0xFF)).replace(' ', '0'));
        }
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i + packing.bits() <= bits.length(); i += packing.bits()) {
            values.add(Integer.parseInt(bits.substring(i, i + packing.bits()), 2));
        }
        int base = (1 << packing.bits()) - 1 - packing.maxLevel();
        List<Integer> levels = new ArrayList<>();
        for (int i = 0; i < values.size() && levels.size() < cells; ) {
            int level = values.get(i++);
            BigInteger repeats = BigInteger.ZERO;
            for (int exponent = 0; i < values.size() && values.get(i) > packing.maxLevel(); exponent++, i++) {
                long digit = values.get(i) - packing.maxLevel() - 1;
                repeats = repeats.add(BigInteger.valueOf(base).pow(exponent).multiply(BigInteger.valueOf(digit)));
            }
            for (int n = repeats.intValueExact() + 1; n > 0; n--) {
                levels.add(level);
            }
        }
        return levels.stream().mapToInt(Integer::intValue).toArray();
    }
}
