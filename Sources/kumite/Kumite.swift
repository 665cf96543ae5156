@main struct Kumite { static func main() {} }
