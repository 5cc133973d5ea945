/**
 * Learning-rate schedules: what share of the first learning rate each step has. One is a record of options that begins a
 * course for every training; a new one is a class and a line in {@link serlab.training.schedule.ScheduleTypes}, or a part
 * of a library.
 */
package serlab.training.schedule;
