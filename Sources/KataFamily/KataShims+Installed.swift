package import Drivers
package import Matrices

extension KataShims {
    package func installed() -> [Contender] { found(in: nil).contenders }

    package func found(in folder: String?) -> FoundContenders {
        let found = FoundKata.look(in: folder)
        return FoundContenders(contenders: found.contenders, troubles: found.troubles)
    }
}
