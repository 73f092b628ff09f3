/** Lets others work who have something to do. Long work is done in small parts between pauses: it takes the time in which the question waits. */
export type Pause = () => Promise<void>;
