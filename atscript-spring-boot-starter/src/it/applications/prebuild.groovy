import java.nio.file.Files
import java.nio.file.Path

/*
 * The local repository of this build has the artifacts of the outer one, and links to everything else that the user's has.
 * So nothing is copied or downloaded twice, what is downloaded is there the next time, also offline, and the user's
 * repository never sees a jar that is only being tested.
 */
def ours = ['dev', 'atscript']

def entries = { Path folder -> Files.newDirectoryStream(folder).withCloseable { it.toList() } }

def link
link = { Path from, Path to, List<String> path ->
    // They may lead to what was the user's repository at another time.
    entries(to).findAll { Files.isSymbolicLink(it) }.each { Files.delete(it) }
    entries(from).each { entry ->
        Path twin = to.resolve(entry.fileName)
        List<String> twinPath = path + entry.fileName.toString()
        if (!Files.exists(twin)) {
            Files.createSymbolicLink(twin, entry.toAbsolutePath())
        } else if (twinPath != ours && twinPath == ours.take(twinPath.size())) {
            link(entry, twin, twinPath)
        }
    }
}

try {
    link(Path.of(userRepository), localRepositoryPath.toPath(), [])
} catch (IOException | UnsupportedOperationException ex) {
    println "Links cannot be made here ($ex): what is needed is downloaded."
}
return true
