/** The outbox: what a run logs is kept in a file first, and sent from there until the server has it. */
package serlab.tracking.outbox;
