/**
 * Parts that experiment files name, and what they declare of themselves.
 *
 * <p>A part is a record that implements a kind (an extractor, a model, a split protocol…) and says everything once:
 * <pre>{@code
 * @Part(name = "frame-power", does = "mean power of each frame in dB")
 * public record FramePower(
 *         @Options FrameSettings frame,
 *         @Option(value = "-60", min = -200, max = 0, unit = "dB", meaning = "what silence is taken for") double floor)
 *         implements FeatureSpec {
 *     public FramePower {
 *         Declaration.check(FramePower.class, frame, floor);
 *     }
 * }
 * }</pre>
 * From that come reading ({@link serlab.part.Catalog}, with the nearest name of what is unknown), the defaults, the
 * settings, the checks of whoever makes one, help and tables. The compact constructor calls
 * {@link serlab.part.Declaration#check} with all components, and then checks what holds between several options, with
 * messages that begin with the component's name: {@code "hopLength " + hopLength + ": expected …"}; readers put the
 * section in front.
 *
 * <p>What a component may be:
 * <ul>
 * <li>{@link serlab.part.Option} on a number, boolean, text, enum (written in lower case with dashes), or a list of
 *     them; on a kind of parts, which has a static method {@code catalog()}; a class of values of its own names its
 *     {@link serlab.part.OptionType}. The key is the component's name,
 *     unless {@code key} says otherwise. {@code like} takes range, unit and meaning from the same option of another
 *     record, {@code computed} names a method that gives a default which depends on the options before, {@code quiet}
 *     leaves the option out of settings where it has its default, for those that files of before did not have.
 * <li>{@link serlab.part.Options} on a record of options, whose keys stand among those of the part, some renamed.
 * <li>{@link serlab.part.PartName} on the text that says which of several {@link serlab.part.Part} names it bears; each
 *     may set other defaults.
 * </ul>
 *
 * <p>One line registers a part: its class in the list of its package's catalog. A library adds parts by a
 * {@link serlab.part.PartList} that {@code META-INF/services/serlab.part.PartList} in its jar names.
 *
 * <p>Settings are an identity: the order of components is the order of keys, so new options go last and are quiet.
 */
package serlab.part;
