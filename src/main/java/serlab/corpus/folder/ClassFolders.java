package serlab.corpus.folder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import serlab.corpus.media.MediaInventory;
import serlab.corpus.media.Unread;

/**
 * Files in one folder per class. Deeper folders belong to the class above them; one folder around all classes is passed
 * through.
 *
 * @param wrapper length of the name, with its slash, of the folder that all classes lie in; 0 if there is none
 * @param items   the files in class folders
 * @param loose   how many files lie outside the class folders, or in archives beside them
 */
public record ClassFolders(int wrapper, List<MediaInventory.Item> items, int loose) {
    /** The class folders of an inventory; files that would be clips if they were converted tell of them too. */
    public static ClassFolders of(MediaInventory inventory) {
        List<MediaInventory.Item> all = inventory.items();
        List<String> paths = new ArrayList<>(all.stream().map(MediaInventory.Item::path).toList());
        inventory.unread().stream().filter(file -> file.kind() == Unread.Kind.CLIP).map(Unread::path).forEach(paths::add);
        int wrapper = wrapperLength(paths);
        List<MediaInventory.Item> inside = all.stream().filter(item -> isInClass(item.path(), wrapper)).toList();
        return new ClassFolders(wrapper, inside, all.size() - inside.size());
    }

    /** The class of one of the {@link #items}: its folder's name in lower case. */
    public String label(MediaInventory.Item item) {
        return label(item.path());
    }

    /** The class folder that a path lies in, in lower case; empty if it lies in none. */
    public String label(String path) {
        return path.length() > wrapper && isInClass(path, wrapper)
                ? path.substring(wrapper, path.indexOf('/', wrapper)).toLowerCase(Locale.ROOT).strip() : "";
    }

    private static boolean isInClass(String path, int wrapper) {
        int slash = path.indexOf('/', wrapper);
        return slash > 0 && path.charAt(slash - 1) != '!';
    }

    private static int wrapperLength(List<String> paths) {
        if (paths.isEmpty()) {
            return 0;
        }
        int length = paths.get(0).indexOf('/') + 1;
        String wrapper = paths.get(0).substring(0, length);
        boolean around = paths.stream().allMatch(path -> path.startsWith(wrapper) && path.indexOf('/', length) > 0);
        return around ? length : 0;
    }
}
