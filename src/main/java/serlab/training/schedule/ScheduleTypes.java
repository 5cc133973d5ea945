package serlab.training.schedule;

import java.util.List;
import serlab.part.Catalog;

/** The schedules that experiment files can name. */
final class ScheduleTypes {
    static final Catalog<Schedule> ALL = new Catalog<>(Schedule.class, "schedule", List.of(
            PlateauSchedule.class,
            CosineSchedule.class,
            ConstantSchedule.class));

    private ScheduleTypes() {
    }
}
