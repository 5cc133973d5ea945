package serlab.corpus.synthetic;

import java.util.List;
import java.util.stream.Stream;

/**
 * One speech sound of the synthesizer, with textbook formants of an average man.
 *
 * @param f1Hz       first formant, in Hz
 * @param f2Hz       second formant, in Hz
 * @param f3Hz       third formant, in Hz
 * @param seconds    duration at neutral tempo
 * @param voicing    amplitude of the glottal source, 0 to 1
 * @param frication  amplitude of the noise at the constriction, 0 to 1
 * @param noiseHz    center of that noise, in Hz
 */
record Phone(double f1Hz, double f2Hz, double f3Hz, double seconds, double voicing, double frication, double noiseHz) {
    private static final Phone CLOSURE = new Phone(300, 1500, 2500, 0.05, 0, 0, 2500);
    private static final Phone VOICED_CLOSURE = new Phone(250, 1300, 2400, 0.05, 0.15, 0, 2500);
    private static final Phone K = new Phone(350, 1900, 2500, 0.04, 0, 0.6, 2200);
    private static final Phone T = new Phone(350, 1800, 2700, 0.035, 0, 0.7, 4200);
    private static final Phone D = new Phone(300, 1700, 2600, 0.025, 0.3, 0.3, 4000);
    private static final Phone B = new Phone(250, 1000, 2300, 0.02, 0.3, 0.15, 800);
    private static final Phone G = new Phone(280, 1900, 2400, 0.03, 0.3, 0.25, 2000);
    private static final Phone S = new Phone(350, 1700, 2600, 0.11, 0, 0.8, 5600);
    private static final Phone Z = new Phone(300, 1700, 2600, 0.08, 0.35, 0.45, 5400);
    private static final Phone DH = new Phone(300, 1300, 2500, 0.04, 0.4, 0.1, 4500);
    private static final Phone NG = new Phone(280, 2100, 2700, 0.08, 0.5, 0, 2500);
    private static final Phone I = new Phone(400, 1950, 2550, 0.12, 1, 0, 2500);
    private static final Phone AR = new Phone(650, 1200, 1900, 0.11, 1, 0, 2500);
    private static final Phone AO = new Phone(580, 900, 2450, 0.16, 1, 0, 2500);
    private static final Phone A = new Phone(720, 1150, 2450, 0.11, 1, 0, 2500);
    private static final Phone Y = new Phone(320, 2150, 2800, 0.08, 0.9, 0, 2500);
    private static final Phone SCHWA = new Phone(500, 1450, 2450, 0.06, 0.9, 0, 2500);
    private static final Phone OR = new Phone(480, 850, 1900, 0.22, 0.9, 0, 2500);

    private static final List<Phone> BY_THE_DOOR =
            List.of(NG, VOICED_CLOSURE, B, A, Y, DH, SCHWA, VOICED_CLOSURE, D, AO, OR);
    private static final List<Phone> KIDS_ARE_TALKING = List.of(CLOSURE, K, I, D, Z, AR, CLOSURE, T, AO, CLOSURE, K, I);
    private static final List<Phone> DOGS_ARE_SITTING = List.of(VOICED_CLOSURE, D, AO, G, Z, AR, S, I, CLOSURE, T, I);

    /** The sounds of statement 1, "Kids are talking by the door", or 2, "Dogs are sitting by the door". */
    static List<Phone> statement(int number) {
        return Stream.of(number == 1 ? KIDS_ARE_TALKING : DOGS_ARE_SITTING, BY_THE_DOOR)
                .flatMap(List::stream).toList();
    }
}
