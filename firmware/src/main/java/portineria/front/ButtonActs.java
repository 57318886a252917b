package portineria.front;

/**
 * What the button begins. Each returns at once, whatever it begins, and sees to its own trouble.
 *
 * @param backUp to the plugged disk, unless that is under way
 * @param cancelBackup the one that runs, cleanly
 * @param shutDown the whole program, so that the power can be cut afterwards
 * @param allowPassword that the administrator's password is set anew for some minutes
 */
public record ButtonActs(
    Runnable backUp, Runnable cancelBackup, Runnable shutDown, Runnable allowPassword) {}
