package serlab.corpus.ravdess;

import java.util.List;
import serlab.InvalidInputException;
import serlab.NearestName;

/**
 * One of the public audio archives of RAVDESS: Zenodo record 1188976, version 1.0.0, CC BY-NC-SA 4.0.
 *
 * @param part  {@code speech} or {@code song}
 * @param file  name of the archive
 * @param bytes its size
 * @param md5   of its content, 32 lower-case hexadecimal digits, as the record gives it
 */
public record RavdessArchive(String part, String file, long bytes, String md5) {
    /** Where the archives lie. */
    public static final String BASE_URL = "https://zenodo.org/records/1188976/files";
    private static final List<RavdessArchive> ALL = List.of(
            new RavdessArchive("speech", "Audio_Speech_Actors_01-24.zip", 208_468_073,
                    "bc696df654c87fed845eb13823edef8a"),
            new RavdessArchive("song", "Audio_Song_Actors_01-24.zip", 225_505_317, "5411230427d67a21e18aa4d466e6d1b9"));

    /** The archive of a part. */
    public static RavdessArchive ofPart(String part) {
        return ALL.stream().filter(archive -> archive.part.equals(part)).findFirst()
                .orElseThrow(() -> new InvalidInputException(NearestName.suggest("RAVDESS part", part,
                        ALL.stream().map(RavdessArchive::part).toList())));
    }
}
