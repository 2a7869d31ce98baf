package amagumo.server.subscription;

import amagumo.server.config.OutgoingSettings;
import amagumo.server.config.SecretFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the secrets that webhooks are signed with, so that who reads the database alone does not have them: AES-256-GCM (NIST SP
 * 800-38D) under a key that lies in a file. A sealed secret belongs to one subscription and opens for no other.
 *
 * <pre>
 * octets   what, in Base64 behind "sealed1:"
 * 12       nonce, at random
 * the rest ciphertext and its tag of 16 octets; the subscription's id is authenticated with them
 * </pre>
 */
public final class SecretSeal {

    private static final String SEALED = "sealed1:";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    private SecretSeal(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Seals with the key of a file, which is made if it is not there, for its owner alone.
     *
     * @throws IOException if it cannot be read or made, others may read it, or it does not hold a key
     */
    public static SecretSeal of(Path keyFile) throws IOException {
        if (!Files.exists(keyFile)) {
            make(keyFile);
        }
        return new SecretSeal(SecretFile.key(keyFile, OutgoingSettings.Webhooks.KEY_OCTETS));
    }

    private static void make(Path keyFile) throws IOException {
        byte[] key = new byte[OutgoingSettings.Webhooks.KEY_OCTETS];
        new SecureRandom().nextBytes(key);
        boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] forOwner = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Path made = Files.createTempFile(keyFile.toAbsolutePath().getParent(), "webhooks", ".tmp", forOwner);
        try {
            Files.writeString(made, HexFormat.of().formatHex(key) + "\n");
            Files.createLink(keyFile, made); // whole or not at all, and whoever comes second reads that of the first
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.delete(made);
        }
    }

    /** Whether a text is sealed. */
    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    /** A secret of a subscription as it is kept. */
    String seal(String secret, String subscription) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, nonce, subscription).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, nonce.length + encrypted.length);
            System.arraycopy(encrypted, 0, all, nonce.length, encrypted.length);
            return SEALED + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /** A secret of a subscription; nothing if it was sealed with another key, for another subscription, or changed since. */
    Optional<String> open(String kept, String subscription) {
        try {
            byte[] all = Base64.getDecoder().decode(kept.substring(SEALED.length()));
            byte[] nonce = Arrays.copyOf(all, NONCE_OCTETS);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, subscription)
                    .doFinal(all, NONCE_OCTETS, Math.max(0, all.length - NONCE_OCTETS));
            return Optional.of(new String(secret, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String subscription) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(subscription.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
