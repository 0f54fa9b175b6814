// Which settings stand together, in this order. What is named nowhere stands at the end of the page General.

/** @type {Record<string, string[]>} */
export const general = {
  tokens: ['Tokens:Lifetime', 'Tokens:AllowAccessTokenRefresh', 'Tokens:RefreshWindow', 'Tokens:ClockSkew', 'Tokens:Issuer', 'Tokens:Audience', 'Tokens:Remembered'],
  sessions: ['Sessions:GraceWindow', 'Sessions:InactivityLimit', 'Sessions:AbsoluteLimit', 'Sessions:UnrememberedLimit', 'Sessions:Limit', 'Sessions:RoleLimits', 'Sessions:WhenFull', 'Sessions:TellNewDevices'],
  registration: ['Registration:Mode', 'Registration:EmailVerification', 'Registration:Private', 'Registration:DefaultRole', 'Registration:AllowedDomains', 'Registration:RefusedDomains', 'Registration:InvitationLifetime'],
  passwords: ['Passwords:MinimumLength', 'Passwords:BreachCheck', 'Passwords:BreachCheckUrl', 'Passwords:Iterations', 'Passwords:HashQueue'],
  lockout: ['Lockout:Threshold', 'Lockout:NetworkThreshold', 'Lockout:LoginThreshold', 'Lockout:Window', 'Lockout:FirstLock', 'Lockout:LongestLock'],
  browsers: ['Cors:Enabled', 'Cors:AllowedOrigins', 'RefreshCookie:Enabled', 'RefreshCookie:SameSite'],
  rates: ['RateLimits:SignIn', 'RateLimits:Accounts', 'RateLimits:Sessions', 'RateLimits:Memory', 'RateLimits:Admin'],
  proxies: ['Proxies:Trusted', 'Proxies:Header'],
  links: ['SiteName', 'Links:ResetPassword', 'Links:VerifyEmail', 'Links:Register'],
};

export const keys = ['Keys:Algorithm', 'Keys:RotateEvery', 'Keys:AnnounceFor'];

export const email = ['Email:Transport', 'Email:From', 'Email:FromName', 'Email:Smtp:Host', 'Email:Smtp:Port', 'Email:Smtp:Security', 'Email:Smtp:Username', 'Email:Smtp:Password', 'Email:Smtp:Timeout'];

/** What has a page of its own. @param {string} key */
export const isElsewhere = (key) => /^(Keys|Email|Access|Hooks):/.test(key);
