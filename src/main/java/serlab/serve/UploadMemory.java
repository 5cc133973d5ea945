package serlab.serve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A bound on the bytes of all bodies in memory. Room is taken as bytes arrive and given back with the answer; a body
 * that finds none waits. One address has half of it at most, and room for one more body is kept for the oldest, so that
 * one after another comes to its end whatever the others do.
 */
final class UploadMemory {
    private final long most;
    private final long kept;
    private final Set<Share> shares = new LinkedHashSet<>();
    private final Map<String, Long> byAddress = new HashMap<>();
    private long taken;

    /**
     * @param bodies  how many of the largest bodies it holds, above 1
     * @param largest bytes of the largest body
     */
    UploadMemory(int bodies, long largest) {
        this.most = bodies * largest;
        this.kept = largest;
    }

    /** What one body has taken. */
    final class Share implements AutoCloseable {
        private final String address;
        private long held;
        private Runnable waiting;

        private Share(String address) {
            this.address = address;
        }

        /**
         * Takes room for more bytes.
         *
         * @param again is run once some room was given back, if there is none now
         * @return whether there is
         */
        boolean take(int more, Runnable again) {
            synchronized (UploadMemory.this) {
                boolean oldest = shares.iterator().next() == this;
                long ofAddress = byAddress.getOrDefault(address, 0L);
                if (oldest ? taken + more > most : taken + more > most - kept || ofAddress + more > most / 2) {
                    waiting = again;
                    return false;
                }
                waiting = null;
                held += more;
                taken += more;
                byAddress.put(address, ofAddress + more);
                return true;
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            List<Runnable> next = new ArrayList<>();
            synchronized (UploadMemory.this) {
                if (!shares.remove(this)) {
                    return;
                }
                taken -= held;
                byAddress.computeIfPresent(address, (key, bytes) -> bytes == held ? null : bytes - held);
                for (Share share : shares) {
                    if (share.waiting != null) {
                        next.add(share.waiting);
                        share.waiting = null;
                    }
                }
            }
            next.forEach(Runnable::run);
        }
    }

    /** Nothing yet, for a body from an address. */
    synchronized Share share(String address) {
        Share share = new Share(address);
        shares.add(share);
        return share;
    }

    /** Bytes that are taken. */
    synchronized long taken() {
        return taken;
    }
}
