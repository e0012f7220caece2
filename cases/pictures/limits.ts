/** As many as one visit may have. */
export const MOST_PICTURES = 6;

/**
 * For so long a picture without a visit waits to hear whose it is, and for so long what was told or saved before counts as the
 * same door, in minutes. An older draft may be of another door, and a picture in the wrong file is worse than one asked about.
 */
export const SAME_DOOR_MINUTES = 10;

export const sameDoorSince = (now: Date): Date => new Date(now.getTime() - SAME_DOOR_MINUTES * 60_000);
export const waitsUntil = (now: Date): Date => new Date(now.getTime() + SAME_DOOR_MINUTES * 60_000);

/** Bound into the sealed bytes. */
export const PICTURE_PLACE = "visit_pictures.image";
