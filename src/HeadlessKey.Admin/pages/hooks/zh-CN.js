/** @type {typeof import('./en.js').default} */
export default {
  title: '钩子',
  lead: '在这些位置会询问您的程序，程序可以更改或拒绝所发生的事。',
  askedBy: (host) => `询问 ${host}`,
  nobody: '不询问',
  points: {
    Authenticating: '有人输入了正确的密码，即将登录。',
    TokenIssuing: '即将签发令牌。',
    TokenResponding: '即将发送带有令牌的回答。',
    TokenValidating: '令牌已验证为有效。',
    Registering: '即将创建账户。',
    PasswordChoosing: '即将采用新密码。',
    EmailSending: '即将发送邮件。',
    ClientAddressResolving: '即将采信客户端地址。',
    WebhookSending: '即将发送 Webhook。',
    SsoMapping: '有人从其他站点过来。',
  },
  fields: { Url: '地址', Secret: '签名密钥', Timeout: '等待时间', OnFailure: '未及时得到有效回答时' },
  none: '没有可用的钩子位置',
  noneText: '此服务器不含 HTTP 钩子。',
  inCode: '应用代码中的钩子同样会被询问，但不在此列出。',
};
