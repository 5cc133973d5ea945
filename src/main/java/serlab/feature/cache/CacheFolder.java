package serlab.feature.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import serlab.feature.FeatureSpec;

/**
 * What a {@link FeatureCache} has left on disk: one folder per feature settings, with {@value #SETTINGS} that names them.
 * Only files of the cache are counted and removed, whatever else the folder holds. Other processes may use the cache at the
 * same time: a feature that is removed under them is computed again.
 *
 * @param root the folder; need not exist
 */
public record CacheFolder(Path root) {
    static final String SETTINGS = "settings.txt";
    static final String FEATURE = ".feature";
    static final String UNFINISHED = "unfinished";
    /** Stands in the place of settings for files whose parts do not belong together. */
    public static final String DAMAGED = "damaged";
    /** After this time an unfinished file is what a killed process left. */
    private static final Duration ABANDONED = Duration.ofHours(1);
    /** For so long the two files of a segment may differ, since a process writes to them. */
    private static final Duration WRITING = Duration.ofSeconds(10);

    /**
     * The features of one setting.
     *
     * @param settings the id of their {@link FeatureSpec}, or what is known of it; {@link #DAMAGED} for what cannot be read any more
     * @param features how many; 0 of what is damaged
     * @param lastUsed when one was last read or written
     */
    public record Usage(String settings, int features, long bytes, Instant lastUsed) {
    }

    /** What is removed at once: the file of a feature, or the two of a segment. */
    private record Item(List<Path> files, int features, long bytes, Instant used, boolean damaged) {
    }

    /** Whether it can be read and written to; if it is not there, whether it can be made, which is tried and taken back. */
    public boolean usable() {
        if (Files.isDirectory(root)) {
            return Files.isReadable(root) && Files.isWritable(root);
        }
        Path made = root.toAbsolutePath();
        while (made.getParent() != null && !Files.exists(made.getParent())) {
            made = made.getParent();
        }
        try {
            Files.createDirectory(made);
            Files.delete(made);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.isDirectory(made); // made meanwhile
        } catch (IOException e) {
            return false;
        }
    }

    /** How much the features of each setting take, the largest first. */
    public List<Usage> usage() {
        Map<Path, String> names = new HashMap<>();
        TreeMap<String, Usage> bySettings = new TreeMap<>();
        walk(item -> bySettings.merge(item.damaged() ? DAMAGED
                        : names.computeIfAbsent(root.relativize(item.files().get(0)).getName(0), this::settings),
                new Usage("", item.features(), item.bytes(), item.used()), CacheFolder::together));
        return bySettings.entrySet().stream().map(entry -> new Usage(entry.getKey(), entry.getValue().features(),
                entry.getValue().bytes(), entry.getValue().lastUsed()))
                .sorted(Comparator.comparingLong(Usage::bytes).reversed()).toList();
    }

    private static Usage together(Usage a, Usage b) {
        return new Usage(a.settings(), a.features() + b.features(), a.bytes() + b.bytes(),
                a.lastUsed().isAfter(b.lastUsed()) ? a.lastUsed() : b.lastUsed());
    }

    /** Bytes of all features. */
    public long bytes() {
        return usage().stream().mapToLong(Usage::bytes).sum();
    }

    /**
     * Removes the features that have not been used for the longest time until the rest takes no more than {@code bytes}; those
     * that lie in one segment go together, and what is damaged goes in any case.
     *
     * @return what is left, in bytes
     */
    public long trim(long bytes) {
        List<Item> oldestFirst = new ArrayList<>();
        walk(oldestFirst::add);
        oldestFirst.stream().filter(Item::damaged).flatMap(item -> item.files().stream()).forEach(CacheFolder::remove);
        oldestFirst.removeIf(Item::damaged);
        long left = oldestFirst.stream().mapToLong(Item::bytes).sum();
        if (left > bytes) {
            oldestFirst.sort(Comparator.comparing(Item::used));
        }
        for (Item item : oldestFirst) {
            if (left <= bytes) {
                break;
            }
            item.files().forEach(CacheFolder::remove);
            left -= item.bytes();
        }
        return left;
    }

    /** Removes everything that the cache has written, and the folders that are empty then. */
    public void clear() {
        walk(new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(FEATURE) || name.endsWith(Segment.INDEX) || name.endsWith(Segment.DATA)
                        || name.equals(SETTINGS) || name.startsWith(UNFINISHED)) {
                    remove(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException e) {
                if (!folder.equals(root)) {
                    remove(folder);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Every feature, looked at once; files that killed processes left are removed on the way. */
    private void walk(Consumer<Item> features) {
        Instant now = Instant.now();
        Instant abandoned = now.minus(ABANDONED);
        Map<Path, BasicFileAttributes> indexes = new HashMap<>();
        Map<Path, BasicFileAttributes> segments = new HashMap<>();
        walk(new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                Instant used = attributes.lastModifiedTime().toInstant();
                if (name.endsWith(FEATURE)) {
                    features.accept(new Item(List.of(file), 1, attributes.size(), used, false));
                } else if (name.endsWith(Segment.INDEX)) {
                    indexes.put(file, attributes);
                } else if (name.endsWith(Segment.DATA)) {
                    segments.put(Segment.indexOf(file), attributes);
                } else if (name.startsWith(UNFINISHED) && used.isBefore(abandoned)) {
                    remove(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException removedMeanwhile) {
                return FileVisitResult.CONTINUE;
            }
        });
        segments.forEach((index, data) -> {
            BasicFileAttributes known = indexes.remove(index);
            List<Path> files = List.of(index, Segment.dataOf(index));
            if (known != null) {
                Instant used = data.lastModifiedTime().toInstant();
                boolean damaged = used.isBefore(now.minus(WRITING)) && damaged(index);
                features.accept(new Item(files, damaged ? 0 : (int) (known.size() / Segment.INDEX_BYTES), known.size() + data.size(),
                        used, damaged));
            } else if (data.lastModifiedTime().toInstant().isBefore(abandoned)) {
                files.forEach(CacheFolder::remove);
            }
        });
        indexes.forEach((index, known) -> {
            if (known.lastModifiedTime().toInstant().isBefore(abandoned)) {
                remove(index);
            }
        });
    }

    private static boolean damaged(Path index) {
        try {
            ByteBuffer places = ByteBuffer.wrap(Files.readAllBytes(index));
            return !Segment.agrees(places, Files.size(Segment.dataOf(index)));
        } catch (NoSuchFileException removedMeanwhile) {
            return false;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private void walk(SimpleFileVisitor<Path> visitor) {
        if (!Files.isDirectory(root)) {
            return;
        }
        try {
            Files.walkFileTree(root, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException("feature cache " + root + " cannot be read: " + e.getMessage(), e);
        }
    }

    private String settings(Path folder) {
        try {
            String named = Files.readString(root.resolve(folder).resolve(SETTINGS)).strip();
            return named.isEmpty() ? "unknown: " + SETTINGS + " is empty" : named;
        } catch (IOException none) {
            return "of an older version";
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (DirectoryNotEmptyException stillUsed) {
            // another process has just written into it
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("'" + file + "' cannot be removed: " + e.getMessage(), e);
        }
    }
}
