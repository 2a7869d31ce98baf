package amagumo.server.source.directory;

import java.util.List;
import java.util.Map;

/**
 * What one look at a directory and those below it found. No file is opened for it.
 *
 * @param files that were looked at, by their absolute paths
 * @param unreadable directories and files that could not be looked at, a sentence each
 */
record DirectoryScan(Map<String, FileStamp> files, List<String> unreadable) {}
