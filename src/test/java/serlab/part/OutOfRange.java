package serlab.part;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import serlab.InvalidInputException;

/** Proof that the constructor of a part checks its own options: each number in turn is moved out of its range. */
public final class OutOfRange {
    private OutOfRange() {
    }

    /** Makes the part again for every number with a least or a greatest value, with a value beyond it. */
    public static void assertRefused(Configured part) {
        Class<?> record = part.getClass();
        for (DeclaredOption option : Declaration.of(record).options()) {
            List<Number> beyond = new ArrayList<>();
            for (double bound : new double[] {option.limits().min() - 1, option.limits().max() + 1, option.limits().above(),
                option.limits().below()}) {
                if (Double.isFinite(bound) && Math.abs(bound) < Integer.MAX_VALUE) {
                    beyond.add(bound);
                }
            }
            for (Number value : beyond) {
                assertRefused(part, option.component(), value);
            }
        }
    }

    private static void assertRefused(Configured part, String component, Number value) {
        RecordComponent[] components = part.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        boolean changed = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = Reflected.call(accessible(components[i]), part);
            Class<?> type = components[i].getType();
            if (components[i].getName().equals(component) && (type == int.class || type == double.class)) {
                values[i] = type == int.class ? (Object) value.intValue() : (Object) value.doubleValue();
                changed = true;
            }
        }
        if (changed) {
            String message = assertThrows(InvalidInputException.class,
                    () -> Reflected.make(Reflected.constructor(part.getClass()), values),
                    component + " " + value).getMessage();
            assertTrue(message.startsWith(component + " is '"), message);
        }
    }

    private static Method accessible(RecordComponent component) {
        component.getAccessor().setAccessible(true);
        return component.getAccessor();
    }
}
