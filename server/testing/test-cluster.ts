/** The owner's password in tests; long enough for production's own checks. */
export const TEST_PASSWORD = 'tests-only-9f2c7a41d8e05b36c1a7';
export const TEST_JWT_KEY = 'tests-only-4be1c90a7d25f8361e0b9a7c';
export const TEMPLATE_DATABASE = 'lait_template';
