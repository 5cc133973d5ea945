package serlab.corpus.media;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import serlab.InvalidInputException;
import serlab.IoReason;
import serlab.audio.file.AudioDecoder;
import serlab.corpus.ClipSource;
import serlab.corpus.FileSource;
import serlab.corpus.MediaKind;

/**
 * The files of one kind of a folder or zip archive at any depth, and of the zip archives that lie in a folder. Hidden files
 * and {@code __MACOSX} are passed over, and counted.
 *
 * @param items    shallow paths first, then by name
 * @param unread   the other files that were found, in the same order
 * @param texts    those of them that may tell what recordings are: tables, text, JSON, YAML
 * @param warnings what was left out besides, one line each
 */
public record MediaInventory(List<Item> items, List<Unread> unread, List<Item> texts, List<String> warnings) {
    private static final Set<String> TEXTS = Set.of("csv", "tsv", "txt", "json", "yaml", "yml");
    /** Unpacked to packed size of an archive's clips; looked at beyond {@link #UNSUSPICIOUS} bytes. */
    private static final int RATIO = 100;
    private static final long UNSUSPICIOUS = 1L << 30;
    /** Enough to tell a format from others. */
    private static final int HEAD_BYTES = 64;

    /** One file: its path below the root, with forward slashes, and its bytes. */
    public record Item(String path, ClipSource source) {
        /** The last part of the path without its extension. */
        public String stem() {
            return MediaInventory.stem(path);
        }

        int depth() {
            return (int) path.chars().filter(c -> c == '/').count();
        }
    }

    public MediaInventory {
        items = items.stream().sorted(Comparator.comparingInt(Item::depth).thenComparing(Item::path)).toList();
        unread = unread.stream().sorted(Comparator.comparing(Unread::path)).toList();
        texts = texts.stream().sorted(Comparator.comparingInt(Item::depth).thenComparing(Item::path)).toList();
        warnings = List.copyOf(warnings);
    }

    /** Lists the recordings of {@code root}, which is a folder or a zip archive. */
    public static MediaInventory of(Path root) {
        return of(root, MediaKind.AUDIO);
    }

    /** Lists {@code root}, which is a folder or a zip archive, by the names of its files. */
    public static MediaInventory of(Path root, MediaKind kind) {
        return of(root, kind, false);
    }

    /** As {@link #of(Path, MediaKind)}; recordings whose first bytes tell of another format are unread. */
    public static MediaInventory byContent(Path root, MediaKind kind) {
        return of(root, kind, kind == MediaKind.AUDIO);
    }

    private static MediaInventory of(Path root, MediaKind kind, boolean byContent) {
        Listing listing = new Listing(kind, byContent);
        if (Files.isDirectory(root)) {
            listing.addFolder(root);
        } else if (isZip(root) && Files.isRegularFile(root)) {
            listing.addZip(root, "");
        } else {
            throw new InvalidInputException("'" + root + "' is neither a folder nor a .zip archive; give "
                    + "one of these");
        }
        listing.close(root);
        List<Item> items = kind == MediaKind.AUDIO ? ConvertedTwins.passOver(listing.items, listing.unread) : listing.items;
        return new MediaInventory(items, listing.unread, listing.texts, listing.warnings);
    }

    /** The last part of a path without its extension. */
    public static String stem(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    public static boolean isZip(Path path) {
        return MediaKind.extension(path.toString()).equals("zip");
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    /** Collects items while folders and archives are walked. */
    private static final class Listing {
        private final MediaKind kind;
        private final boolean byContent;
        private final OpenArchives archives = new OpenArchives();
        private final List<Item> items = new ArrayList<>();
        private final List<Unread> unread = new ArrayList<>();
        private final List<Item> texts = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Listing(MediaKind kind, boolean byContent) {
            this.kind = kind;
            this.byContent = byContent;
        }

        void addFolder(Path root) {
            try {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                        new FolderVisitor(root, this));
            } catch (IOException e) {
                throw new InvalidInputException("'" + root + "' cannot be read (" + IoReason.of(e) + "); check its permissions", e);
            }
        }

        void addFile(Path root, Path file) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (isZip(file)) {
                addZip(file, path + "!/");
            } else if (!kind.has(path)) {
                pass(new Item(path, new FileSource(file)));
            } else {
                add(new Item(path, new FileSource(file)), () -> Files.newInputStream(file));
            }
        }

        /** Notes a file of another kind. */
        private void pass(Item item) {
            unread.add(Unread.named(item.path(), kind));
            if (TEXTS.contains(MediaKind.extension(item.path()))) {
                texts.add(item);
            }
        }

        private void add(Item item, Callable<InputStream> opened) {
            Optional<String> foreign = Optional.empty();
            if (byContent) {
                try (InputStream stream = opened.call()) {
                    foreign = AudioDecoder.foreign(stream.readNBytes(HEAD_BYTES));
                } catch (Exception e) {
                    foreign = Optional.empty();      // what cannot be read is told when the clip is
                }
            }
            foreign.ifPresentOrElse(what -> unread.add(Unread.holding(item.path(), what)), () -> items.add(item));
        }

        private void hidden(String path) {
            unread.add(new Unread(path, Unread.Kind.HIDDEN, "hidden"));
        }

        /** Clips that are read open their archives again: most inventories are made to see what a place holds. */
        void close(Path root) {
            try {
                archives.close();
            } catch (IOException e) {
                throw new InvalidInputException("'" + root + "' cannot be read (" + IoReason.of(e) + ")", e);
            }
        }

        void addZip(Path archive, String prefix) {
            try {
                archives.read(archive, zip -> {
                    addEntries(zip, archive, prefix);
                    return zip;
                });
            } catch (IOException | IllegalArgumentException e) {
                throw new InvalidInputException("'" + archive + "' is not a readable zip archive (" + e.getMessage()
                        + "); download or pack it again", e);
            }
        }

        private void addEntries(ZipFile zip, Path archive, String prefix) throws IOException {
            if (zip.size() > ZipDirectory.MOST_ENTRIES) {
                throw new InvalidInputException("'" + archive + "' has " + zip.size() + " entries; at most "
                        + ZipDirectory.MOST_ENTRIES + " are read: unpack it and give the folder");
            }
            int unsafe = 0;
            long unpacked = 0;
            Set<String> names = new HashSet<>();
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!names.add(entry.getName())) {
                    throw new InvalidInputException("'" + archive + "' holds '" + entry.getName() + "' twice; pack it again");
                }
                unpacked += Math.max(0, entry.getSize());
                unsafe += addEntry(archive, prefix, entry) ? 0 : 1;
            }
            if (unpacked > UNSUSPICIOUS && unpacked > RATIO * Files.size(archive)) {
                throw new InvalidInputException("'" + archive + "' unpacks to " + (unpacked >> 20) + " MiB, more than "
                        + RATIO + " times its size; recordings do not: download or pack it again");
            }
            if (unsafe > 0) {
                warnings.add("'" + archive + "' has " + unsafe + " entries with '..' or an absolute path in their "
                        + "names; they were left out");
            }
        }

        /** False if the entry's name points outside the archive. */
        private boolean addEntry(Path archive, String prefix, ZipEntry entry) {
            String path = entry.getName().replace('\\', '/');
            List<String> parts = Arrays.asList(path.split("/"));
            if (entry.isDirectory()) {
                return true;
            }
            if (path.startsWith("/") || parts.contains("..") || path.matches("[A-Za-z]:.*")) {
                return false;
            }
            if (parts.stream().anyMatch(MediaInventory::isHidden)) {
                hidden(prefix + path);
            } else {
                ZipEntrySource source = new ZipEntrySource(archives, archive, entry.getName(),
                        ZipEntrySource.DEFAULT_MAX_ENTRY_BYTES);
                Item item = new Item(prefix + path, source);
                if (kind.has(path)) {
                    add(item, () -> new ByteArrayInputStream(source.head(HEAD_BYTES)));
                } else {
                    pass(item);
                }
            }
            return true;
        }
    }

    /** Walks a folder; follows links, but not in circles. */
    private static final class FolderVisitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Listing listing;

        FolderVisitor(Path root, Listing listing) {
            this.root = root;
            this.listing = listing;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skip = !folder.equals(root) && isHidden(folder.getFileName().toString());
            if (skip) {
                listing.hidden(root.relativize(folder).toString());
            }
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file.getFileName().toString())) {
                listing.hidden(root.relativize(file).toString());
            } else if (attributes.isRegularFile()) {
                listing.addFile(root, file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof FileSystemLoopException) {
                listing.warnings.add("'" + file + "' links back to a folder above it; it was not followed");
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
