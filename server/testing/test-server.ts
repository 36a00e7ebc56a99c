import { authenticateWith } from '../auth/authenticate.ts';
import { allRoutes } from '../http/all-routes.ts';
import type { App } from '../http/app.ts';
import { type AppParts, buildApp } from '../http/app.ts';
import { type TestContext, type TestContextOptions, testContext } from './test-context.ts';

export interface TestServer extends TestContext {
  readonly app: App;
}

/** The whole application on a database of its own, reached by `app.inject`. */
export async function testServer(
  options: TestContextOptions & Partial<Pick<AppParts, 'authenticate' | 'routes'>> = {},
): Promise<TestServer> {
  const test = await testContext(options);
  const app = await buildApp({
    context: test.context,
    authenticate: options.authenticate ?? authenticateWith(test.context),
    routes: options.routes ?? allRoutes,
  });
  return {
    ...test,
    app,
    async close() {
      await app.close();
      await test.close();
    },
  };
}
