package serlab.corpus;

import java.util.List;
import java.util.Locale;

/**
 * Files in one folder per class. Deeper folders belong to the class above them; one folder around all classes is passed
 * through.
 *
 * @param wrapper length of the name, with its slash, of the folder that all classes lie in; 0 if there is none
 * @param items   the files in class folders
 * @param loose   how many files lie outside the class folders, or in archives beside them
 */
record ClassFolders(int wrapper, List<MediaInventory.Item> items, int loose) {
    static ClassFolders of(List<MediaInventory.Item> all) {
        int wrapper = wrapperLength(all);
        List<MediaInventory.Item> inside = all.stream().filter(item -> {
            int slash = item.path().indexOf('/', wrapper);
            return slash >= 0 && item.path().charAt(slash - 1) != '!';
        }).toList();
        return new ClassFolders(wrapper, inside, all.size() - inside.size());
    }

    /** The class of one of the {@link #items}: its folder's name in lower case. */
    String label(MediaInventory.Item item) {
        return item.path().substring(wrapper, item.path().indexOf('/', wrapper)).toLowerCase(Locale.ROOT).strip();
    }

    private static int wrapperLength(List<MediaInventory.Item> items) {
        if (items.isEmpty()) {
            return 0;
        }
        int length = items.get(0).path().indexOf('/') + 1;
        String wrapper = items.get(0).path().substring(0, length);
        boolean around = items.stream()
                .allMatch(item -> item.path().startsWith(wrapper) && item.path().indexOf('/', length) > 0);
        return around ? length : 0;
    }
}
