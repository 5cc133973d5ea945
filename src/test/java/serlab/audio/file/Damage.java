package serlab.audio.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;

/** Damage to the files under src/test/resources/audio, as discs, transfers and people do it. */
public final class Damage {
    private static final int HEADER = 120;

    private Damage() {
    }

    /** A whole file. */
    public static byte[] fixture(String name) throws IOException {
        try (InputStream in = Damage.class.getResourceAsStream("/audio/" + name)) {
            return in.readAllBytes();
        }
    }

    /** One of: changed bits, large numbers in the header, a cut, a part that is missing, doubled or overwritten. */
    public static byte[] of(byte[] whole, Random random) {
        byte[] file = whole.clone();
        int at = random.nextInt(file.length);
        int length = 1 + random.nextInt(Math.min(64, file.length - at));
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = 0; i <= random.nextInt(8); i++) {
                    file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> {
                int header = random.nextInt(Math.min(HEADER, file.length - 4));
                Arrays.fill(file, header, header + 1 + random.nextInt(4), random.nextBoolean() ? (byte) -1 : 0x7F);
            }
            case 2 -> file = Arrays.copyOf(file, at);
            case 3 -> System.arraycopy(whole, at + length, file, at, file.length - at - length);
            case 4 -> System.arraycopy(whole, 0, file, at, length);
            default -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, file, at, length);
            }
        }
        return file;
    }
}
