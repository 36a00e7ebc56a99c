/** Before there are accounts, everything is done by whoever sits here. */
export const THIS_DEVICE = 'this device';
