package serlab.corpus.named;

import java.util.List;
import java.util.Optional;

/**
 * How a known corpus is got.
 *
 * @param type    its name in experiment files
 * @param license under which its authors give it
 * @param base    address of the folder with its archive, if it may be downloaded freely; else empty
 * @param archive name of the archive; empty without {@code base}
 * @param steps   what to do where it is not downloaded from there, one sentence
 */
public record CorpusAccess(String type, String license, String base, String archive, String steps) {
    private static final List<CorpusAccess> ALL = List.of(
            new CorpusAccess("emodb", "CC0 1.0; cite Burkhardt et al. 2005, A Database of German Emotional Speech",
                    "http://emodb.bilderbar.info/download", "download.zip", "download http://emodb.bilderbar.info/download/download.zip"),
            words("cremad", "Open Database License", "clone https://github.com/CheyneyComputerScience/CREMA-D with git lfs, or take "
                    + "its folder AudioWAV"),
            words("tess", "of its page", "download it from https://doi.org/10.5683/SP2/E8H2MF"),
            words("savee", "for research, on registration", "register at http://kahlan.eps.surrey.ac.uk/savee/ and download AudioData.zip"),
            words("emovo", "of its page", "download it from http://voice.fub.it/activities/corpora/emovo/index.html"),
            words("jl-corpus", "CC0 1.0", "download it from https://www.kaggle.com/tli725/jl-corpus"),
            words("esd", "for research", "follow the link of https://github.com/HLTSingapore/Emotional-Speech-Data"),
            words("shemo", "of its page", "follow the links of https://github.com/mansourehk/ShEMO to female.zip and male.zip"),
            words("cafe", "of its page", "download CaFE_48k.zip from https://zenodo.org/record/1478765"),
            words("mesd", "of its page", "download it from https://doi.org/10.17632/cy34mh68j9.5"),
            words("urdu", "of its page", "clone https://github.com/siddiquelatif/URDU-Dataset"),
            words("asvp-esd", "of its page", "download it from https://zenodo.org/records/5573185, which names newer versions"),
            words("iemocap", "for research, on request", "fill in the form at https://sail.usc.edu/iemocap/iemocap_release.htm, wait for "
                    + "the link and unpack what it gives"),
            words("meld", "of its page, https://affective-meld.github.io", "download http://web.eecs.umich.edu/~mihalcea/downloads/"
                    + "MELD.Raw.tar.gz and unpack it and the archives in it with tar xzf"),
            words("msp-podcast", "of its authors, signed by an institution", "follow https://www.lab-msp.com/MSP/MSP-Podcast.html and "
                    + "unpack Audios and Labels"),
            words("emns", "of its page", "download cleaned_webm.tar.xz and metadata.csv from https://www.openslr.org/136/ into one "
                    + "folder and unpack the first with tar xJf"),
            words("audformat", "of each database", "load one with Python's audb: audb.load_to('FOLDER', 'emodb', version='1.4.1')"));

    private static CorpusAccess words(String type, String license, String steps) {
        return new CorpusAccess(type, license, "", "", steps);
    }

    /** Of every corpus of {@link KnownCorpus}. */
    public static List<CorpusAccess> all() {
        return ALL;
    }

    /** Of a corpus by its name in experiment files. */
    public static Optional<CorpusAccess> of(String type) {
        return ALL.stream().filter(access -> access.type.equals(type)).findFirst();
    }

    /** Whether it may be downloaded freely from a lasting address. */
    public boolean direct() {
        return !base.isEmpty();
    }

    /** The name in tables. */
    public String title() {
        return KnownCorpus.of(type).orElseThrow().title();
    }
}
