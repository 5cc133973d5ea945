package serlab.corpus;

import java.io.IOException;
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
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import serlab.InvalidInputException;

/**
 * The files of one kind of a folder or zip archive at any depth, and of the zip archives that lie in a folder. Hidden files
 * and {@code __MACOSX} are passed over. Whether a file holds what its name promises is found out when it is decoded.
 *
 * @param items    shallow paths first, then by name
 * @param warnings what was left out, one line each
 */
record MediaInventory(List<Item> items, List<String> warnings) {
    static final int MAX_ENTRIES = 200_000;

    /** One file: its path below the root, with forward slashes, and its bytes. */
    record Item(String path, ClipSource source) {
        /** The last part of the path without its extension. */
        String stem() {
            String name = path.substring(path.lastIndexOf('/') + 1);
            return name.substring(0, name.lastIndexOf('.'));
        }

        int depth() {
            return (int) path.chars().filter(c -> c == '/').count();
        }
    }

    MediaInventory {
        items = items.stream().sorted(Comparator.comparingInt(Item::depth).thenComparing(Item::path)).toList();
        warnings = List.copyOf(warnings);
    }

    /** Lists the recordings of {@code root}, which is a folder or a zip archive. */
    static MediaInventory of(Path root) {
        return of(root, MediaKind.AUDIO);
    }

    /** Lists {@code root}, which is a folder or a zip archive. */
    static MediaInventory of(Path root, MediaKind kind) {
        Listing listing = new Listing(kind);
        if (Files.isDirectory(root)) {
            listing.addFolder(root);
        } else if (isZip(root) && Files.isRegularFile(root)) {
            listing.addZip(root, "");
        } else {
            throw new InvalidInputException("'" + root + "' is neither a folder nor a .zip archive ; give "
                    + "one of these");
        }
        return new MediaInventory(listing.items, listing.warnings);
    }

    static boolean isZip(Path path) {
        return MediaKind.extension(path.toString()).equals("zip");
    }

    private static boolean isHidden(String name) {
        return name.startsWith(".") || name.equals("__MACOSX");
    }

    /** Collects items while folders and archives are walked. */
    private static final class Listing {
        private final MediaKind kind;
        private final List<Item> items = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Listing(MediaKind kind) {
            this.kind = kind;
        }

        void addFolder(Path root) {
            try {
                Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE,
                        new FolderVisitor(root, this));
            } catch (IOException e) {
                throw new InvalidInputException("'" + root + "' cannot be read (" + e + "); check its permissions", e);
            }
        }

        void addFile(Path root, Path file) {
            String path = root.relativize(file).toString().replace('\\', '/');
            if (isZip(file)) {
                addZip(file, path + "!/");
            } else if (kind.has(path)) {
                items.add(new Item(path, new FileSource(file)));
            }
        }

        void addZip(Path archive, String prefix) {
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                if (zip.size() > MAX_ENTRIES) {
                    throw new InvalidInputException("'" + archive + "' has " + zip.size() + " entries; at most "
                            + MAX_ENTRIES + " are read: unpack it and give the folder");
                }
                int unsafe = 0;
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    unsafe += addEntry(archive, prefix, entry) ? 0 : 1;
                }
                if (unsafe > 0) {
                    warnings.add("'" + archive + "' has " + unsafe + " entries with '..' or an absolute path in their "
                            + "names; they were left out");
                }
            } catch (IOException e) {
                throw new InvalidInputException("'" + archive + "' is not a readable zip archive (" + e.getMessage()
                        + "); download or pack it again", e);
            }
        }

        /** False if the entry's name points outside the archive. */
        private boolean addEntry(Path archive, String prefix, ZipEntry entry) {
            String path = entry.getName().replace('\\', '/');
            List<String> parts = Arrays.asList(path.split("/"));
            if (entry.isDirectory() || !kind.has(path)) {
                return true;
            }
            if (path.startsWith("/") || parts.contains("..") || path.matches("[A-Za-z]:.*")) {
                return false;
            }
            if (parts.stream().noneMatch(MediaInventory::isHidden)) {
                items.add(new Item(prefix + path, new ZipEntrySource(archive, entry.getName(),
                        ZipEntrySource.DEFAULT_MAX_ENTRY_BYTES)));
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
            return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file.getFileName().toString())) {
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
