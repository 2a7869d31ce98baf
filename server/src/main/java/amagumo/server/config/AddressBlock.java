package amagumo.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, as RFC 4632 and RFC 4291 write them: {@code 10.0.0.0/8}, {@code
 * 2001:db8::/32}, or one address.
 *
 * @param first the first address
 * @param bits how many bits are the same, 0 to 32 or 128
 */
public record AddressBlock(InetAddress first, int bits) {

    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern WITH_COLONS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    public AddressBlock {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("%s has no first %d bits".formatted(first.getHostAddress(), bits));
        }
    }

    /**
     * Reads a block.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        InetAddress first = address(address)
                .filter(any -> slash < 0 || bits.matches("\\d{1,3}"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not a block of addresses such as 10.0.0.0/8".formatted(text)));
        return new AddressBlock(first, slash < 0 ? first.getAddress().length * Byte.SIZE : Integer.parseInt(bits));
    }

    /** The address that a text writes in numbers; nothing, and no question to a name server, if it writes none. */
    public static Optional<InetAddress> address(String text) {
        boolean numbers = FOUR_NUMBERS.matcher(text).matches()
                || text.contains(":") && WITH_COLONS.matcher(text).matches();
        if (!numbers) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether an address is one of these. */
    public boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
