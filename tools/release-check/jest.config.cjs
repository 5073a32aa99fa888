module.exports = {
  displayName: 'release-check',
  preset: '../../jest.preset.js',
  modulePathIgnorePatterns: ['<rootDir>/programs'],
};
