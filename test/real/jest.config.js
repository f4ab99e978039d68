import everywhere from '../../jest.config.js'

/** Tests against real services, one file after the other: `npm run test:real`. */
export default {
  ...everywhere,
  rootDir: '../..',
  testMatch: ['<rootDir>/test/real/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
}
